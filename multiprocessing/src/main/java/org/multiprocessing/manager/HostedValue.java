package org.multiprocessing.manager;

/** A value; numbers with a point are compared by their bits, since they are boxed. */
final class HostedValue extends HostedGuarded implements ValueService {
    private Object value;

    HostedValue(Object initial) {
        super("value");
        this.value = initial;
    }

    @Override
    public Object get() {
        enter();
        try {
            return value;
        } finally {
            leave();
        }
    }

    @Override
    public void set(Object next) {
        getAndSet(next);
    }

    @Override
    public Object getAndSet(Object next) {
        enter();
        try {
            Object before = value;
            value = next;
            return before;
        } finally {
            leave();
        }
    }

    @Override
    public boolean compareAndSet(Object expected, Object next) {
        enter();
        try {
            boolean isExpected = value.equals(expected);
            value = isExpected ? next : value;
            return isExpected;
        } finally {
            leave();
        }
    }

    @Override
    public Object getAndAdd(Object delta) {
        enter();
        try {
            Object before = value;
            value = Arithmetic.sum(before, delta);
            return before;
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        return value.toString();
    }
}
