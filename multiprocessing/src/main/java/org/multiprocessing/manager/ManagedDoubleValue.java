package org.multiprocessing.manager;

import org.multiprocessing.memory.DoubleValue;

/** A {@code double} of a manager. */
record ManagedDoubleValue(ValueService service) implements DoubleValue, ManagedGuarded {
    @Override
    public double get() {
        return (double) service.get();
    }

    @Override
    public void set(double value) {
        service.set(value);
    }

    @Override
    public double getAndSet(double value) {
        return (double) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(double expected, double value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public double getAndAdd(double delta) {
        return (double) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
