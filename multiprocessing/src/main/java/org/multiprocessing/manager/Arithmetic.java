package org.multiprocessing.manager;

/** Sums of boxed numbers of one type, which wrap as Java's. */
final class Arithmetic {
    private Arithmetic() {}

    static Object sum(Object one, Object other) {
        Number a = (Number) one;
        Number b = (Number) other;
        return switch (one) {
            case Byte _ -> (byte) (a.byteValue() + b.byteValue());
            case Short _ -> (short) (a.shortValue() + b.shortValue());
            case Integer _ -> a.intValue() + b.intValue();
            case Long _ -> a.longValue() + b.longValue();
            case Float _ -> a.floatValue() + b.floatValue();
            case Double _ -> a.doubleValue() + b.doubleValue();
            default -> throw new IllegalArgumentException("no number: " + one);
        };
    }
}
