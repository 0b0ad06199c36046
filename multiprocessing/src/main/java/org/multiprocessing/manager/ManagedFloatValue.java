package org.multiprocessing.manager;

import org.multiprocessing.memory.FloatValue;

/** A {@code float} of a manager. */
record ManagedFloatValue(ValueService service) implements FloatValue, ManagedGuarded {
    @Override
    public float get() {
        return (float) service.get();
    }

    @Override
    public void set(float value) {
        service.set(value);
    }

    @Override
    public float getAndSet(float value) {
        return (float) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(float expected, float value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public float getAndAdd(float delta) {
        return (float) service.getAndAdd(delta);
    }

    @Override
    public String toString() {
        return text();
    }
}
