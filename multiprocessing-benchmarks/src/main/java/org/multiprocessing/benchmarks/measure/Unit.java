package org.multiprocessing.benchmarks.measure;

/** What a row's figures are in, and which of two is the better one. */
public enum Unit {
    NANOS("ns", true),
    MICROS("us", true),
    MILLIS("ms", true),
    BYTES("bytes", true),
    MEBIBYTES("MiB", true),
    MEBIBYTES_PER_SECOND("MiB/s", false),
    ITEMS_PER_SECOND("items/s", false);

    private final String symbol;
    private final boolean lessIsBetter;

    Unit(String symbol, boolean lessIsBetter) {
        this.symbol = symbol;
        this.lessIsBetter = lessIsBetter;
    }

    public String symbol() {
        return symbol;
    }

    public boolean lessIsBetter() {
        return lessIsBetter;
    }

    /** Returns how many times better one figure is than another. */
    public double timesBetter(double one, double other) {
        return lessIsBetter ? other / one : one / other;
    }
}
