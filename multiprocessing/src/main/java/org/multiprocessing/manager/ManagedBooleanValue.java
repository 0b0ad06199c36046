package org.multiprocessing.manager;

import org.multiprocessing.memory.BooleanValue;

/** A {@code boolean} of a manager. */
record ManagedBooleanValue(ValueService service) implements BooleanValue, ManagedGuarded {
    @Override
    public boolean get() {
        return (boolean) service.get();
    }

    @Override
    public void set(boolean value) {
        service.set(value);
    }

    @Override
    public boolean getAndSet(boolean value) {
        return (boolean) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(boolean expected, boolean value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public String toString() {
        return text();
    }
}
