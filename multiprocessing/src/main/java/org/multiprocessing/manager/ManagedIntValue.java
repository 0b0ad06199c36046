package org.multiprocessing.manager;

import org.multiprocessing.memory.IntValue;

/** An {@code int} of a manager. */
record ManagedIntValue(ValueService service) implements IntValue, ManagedGuarded {
    @Override
    public int get() {
        return (int) service.get();
    }

    @Override
    public void set(int value) {
        service.set(value);
    }

    @Override
    public int getAndSet(int value) {
        return (int) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(int expected, int value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public int getAndAdd(int delta) {
        return (int) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
