package org.multiprocessing.internal.serial;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects that one thread of this JVM gives to another by number, uncopied: what goes to and from workers that are threads.
 */
final class LocalObjects {
    private static final Map<Long, Object> BY_NUMBER = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private LocalObjects() {}

    /** Registers an object for as long as somebody else holds it. */
    static long lend(Object object) {
        for (var gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
            BY_NUMBER.remove(((Lent) gone).number);
        }
        long number = NUMBERS.incrementAndGet();
        BY_NUMBER.put(number, new Lent(object, number));
        return number;
    }

    /** Registers an object until it is asked for, once, or it turns out that nobody will ask. */
    static Given give(Object object) {
        Given given = new Given(object, NUMBERS.incrementAndGet());
        BY_NUMBER.put(given.number, given);
        return given;
    }

    /** @param keeps whether it will be asked for again */
    static @Nullable Object get(long number, boolean keeps) {
        Object known = BY_NUMBER.get(number);
        if (known instanceof Given given) {
            if (!keeps) {
                BY_NUMBER.remove(number);
            }
            return given.object;
        }
        return known instanceof Lent lent ? lent.get() : null;
    }

    record Given(Object object, long number) implements Pledge {
        @Override
        public void withdraw() {
            BY_NUMBER.remove(number);
        }

        @Override
        public void carriedBy(int cell, int generation, long index) {
            // whoever takes it from there asks for the object
        }

        @Override
        public void goesToParent() {
            // who is this JVM
        }
    }

    private static final class Lent extends WeakReference<Object> {
        private final long number;

        Lent(Object object, long number) {
            super(object, COLLECTED);
            this.number = number;
        }
    }
}
