package org.multiprocessing.manager;

import java.lang.reflect.Array;
import java.util.Objects;
import java.util.StringJoiner;

/** An array of a primitive type. */
final class HostedArray extends HostedGuarded implements ArrayService {
    private static final int SHOWN = 10;

    private final Object elements;
    private final int length;

    HostedArray(Class<?> type, int length) {
        super("array");
        this.elements = Array.newInstance(type, length);
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Object get(int index) {
        enter();
        try {
            return element(index);
        } finally {
            leave();
        }
    }

    private Object element(int index) {
        return Array.get(elements, Objects.checkIndex(index, length));
    }

    @Override
    public void set(int index, Object value) {
        enter();
        try {
            Array.set(elements, Objects.checkIndex(index, length), value);
        } finally {
            leave();
        }
    }

    @Override
    public boolean compareAndSet(int index, Object expected, Object value) {
        enter();
        try {
            boolean isExpected = element(index).equals(expected);
            if (isExpected) {
                Array.set(elements, index, value);
            }
            return isExpected;
        } finally {
            leave();
        }
    }

    @Override
    public Object getAndAdd(int index, Object delta) {
        enter();
        try {
            Object before = element(index);
            Array.set(elements, index, Arithmetic.sum(before, delta));
            return before;
        } finally {
            leave();
        }
    }

    @Override
    public Object copy() {
        return copy(0, length);
    }

    /** The answer is encoded outside of the monitor: it must not be what others write into. */
    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are made of the same type
    public Object copy(int from, int to) {
        enter();
        try {
            Objects.checkFromToIndex(from, to, length);
            Object copy = Array.newInstance(elements.getClass().getComponentType(), to - from);
            System.arraycopy(elements, from, copy, 0, to - from);
            return copy;
        } finally {
            leave();
        }
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy") // refused if they differ
    public void copyFrom(Object source, int index) {
        enter();
        try {
            int count = Array.getLength(source);
            Objects.checkFromIndexSize(index, count, length);
            System.arraycopy(source, 0, elements, index, count);
        } finally {
            leave();
        }
    }

    @Override
    public void fill(Object value) {
        enter();
        try {
            for (int i = 0; i < length; i++) {
                Array.set(elements, i, value);
            }
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < Math.min(length, SHOWN); i++) {
            text.add(Array.get(elements, i).toString());
        }
        return length > SHOWN ? text.add("... " + length + " in all").toString() : text.toString();
    }
}
