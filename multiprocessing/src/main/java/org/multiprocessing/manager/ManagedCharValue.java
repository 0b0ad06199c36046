package org.multiprocessing.manager;

import org.multiprocessing.memory.CharValue;

/** A {@code char} of a manager. */
record ManagedCharValue(ValueService service) implements CharValue, ManagedGuarded {
    @Override
    public char get() {
        return (char) service.get();
    }

    @Override
    public void set(char value) {
        service.set(value);
    }

    @Override
    public char getAndSet(char value) {
        return (char) service.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(char expected, char value) {
        return service.compareAndSet(expected, value);
    }

    @Override
    public String toString() {
        return text();
    }
}
