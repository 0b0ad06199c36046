package org.multiprocessing.manager;

import org.multiprocessing.memory.LongValue;

/** A {@code long} of a manager. */
record ManagedLongValue(ValueService service) implements LongValue, ManagedGuarded {
    @Override
    public long get() {
        return (long) service.get();
    }

    @Override
    public void set(long value) {
        service.set(value);
    }

    @Override
    public long getAndSet(long value) {
        return (long) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public long getAndAdd(long delta) {
        return (long) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
