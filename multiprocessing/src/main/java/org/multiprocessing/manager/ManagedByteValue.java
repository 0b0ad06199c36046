package org.multiprocessing.manager;

import org.multiprocessing.memory.ByteValue;

/** A {@code byte} of a manager. */
record ManagedByteValue(ValueService service) implements ByteValue, ManagedGuarded {
    @Override
    public byte get() {
        return (byte) service.get();
    }

    @Override
    public void set(byte value) {
        service.set(value);
    }

    @Override
    public byte getAndSet(byte value) {
        return (byte) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(byte expected, byte value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public byte getAndAdd(byte delta) {
        return (byte) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
