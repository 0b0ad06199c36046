package org.multiprocessing.internal.serial;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Gives an object that cannot be replaced the content of another one of the same class. */
final class Refill {
    private Refill() {}

    /** Returns whether the object has the content now; if not, it is as it was. */
    static boolean refill(Object own, Object value) {
        if (own.getClass() != value.getClass()) {
            return false;
        }
        if (own.getClass().isArray()) {
            return refillArray(own, value);
        }
        try {
            if (own instanceof Collection<?>) {
                refillCollection(own, value);
            } else if (own instanceof Map<?, ?>) {
                refillMap(own, value);
            } else {
                return refillAtomic(own, value);
            }
            return true;
        } catch (UnsupportedOperationException e) {
            return false; // an immutable one
        }
    }

    private static boolean refillArray(Object own, Object value) {
        int length = Array.getLength(own);
        if (length != Array.getLength(value)) {
            return false;
        }
        System.arraycopy(value, 0, own, 0, length);
        return true;
    }

    @SuppressWarnings("unchecked")
    private static void refillCollection(Object own, Object value) {
        Collection<Object> target = (Collection<Object>) own;
        target.clear();
        target.addAll(new ArrayList<>((Collection<Object>) value));
    }

    @SuppressWarnings("unchecked")
    private static void refillMap(Object own, Object value) {
        Map<Object, Object> target = (Map<Object, Object>) own;
        target.clear();
        target.putAll(new LinkedHashMap<>((Map<Object, Object>) value));
    }

    @SuppressWarnings("unchecked")
    private static boolean refillAtomic(Object own, Object value) {
        switch (own) {
            case AtomicInteger target -> target.set(((AtomicInteger) value).get());
            case AtomicLong target -> target.set(((AtomicLong) value).get());
            case AtomicBoolean target -> target.set(((AtomicBoolean) value).get());
            case AtomicReference<?> target ->
                ((AtomicReference<Object>) target).set(((AtomicReference<Object>) value).get());
            case LongAdder target -> {
                target.reset();
                target.add(((LongAdder) value).sum());
            }
            case AtomicIntegerArray target -> {
                return refillEach(target, (AtomicIntegerArray) value);
            }
            case AtomicLongArray target -> {
                return refillEach(target, (AtomicLongArray) value);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean refillEach(AtomicIntegerArray own, AtomicIntegerArray value) {
        if (own.length() != value.length()) {
            return false;
        }
        for (int i = 0; i < own.length(); i++) {
            own.set(i, value.get(i));
        }
        return true;
    }

    private static boolean refillEach(AtomicLongArray own, AtomicLongArray value) {
        if (own.length() != value.length()) {
            return false;
        }
        for (int i = 0; i < own.length(); i++) {
            own.set(i, value.get(i));
        }
        return true;
    }
}
