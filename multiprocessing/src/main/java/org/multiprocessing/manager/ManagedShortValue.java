package org.multiprocessing.manager;

import org.multiprocessing.memory.ShortValue;

/** A {@code short} of a manager. */
record ManagedShortValue(ValueService service) implements ShortValue, ManagedGuarded {
    @Override
    public short get() {
        return (short) service.get();
    }

    @Override
    public void set(short value) {
        service.set(value);
    }

    @Override
    public short getAndSet(short value) {
        return (short) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(short expected, short value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public short getAndAdd(short delta) {
        return (short) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
