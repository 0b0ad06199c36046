package org.multiprocessing.benchmarks.report;

import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
    private static final double[] FACTORS = {1e9, 1e6, 1e3};
    private static final String[] PREFIXES = {" G", " M", " k"};

    private Numbers() {}

    /** Returns two or more digits after the point of what is small, and groups of three of what is large. */
    static String exact(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : value >= 100 ? "%.1f" : "%.2f", value);
    }

    /** Returns three digits, or fewer. */
    static String brief(double value) {
        for (int i = 0; i < FACTORS.length; i++) {
            if (value >= FACTORS[i]) {
                return digits(value / FACTORS[i]) + PREFIXES[i];
            }
        }
        return digits(value);
    }

    private static String digits(double value) {
        String text = String.format(Locale.ROOT, value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** Returns such as {@code 2.5 M items/s}, {@code 13 us}; in a larger unit where that has fewer digits. */
    static String withUnit(double value, String unit) {
        if (value < 1_000) {
            return digits(value) + " " + unit;
        }
        return switch (unit) {
            case "ns" -> withUnit(value / 1_000, "us");
            case "us" -> withUnit(value / 1_000, "ms");
            case "ms" -> withUnit(value / 1_000, "s");
            case "MiB/s" -> withUnit(value / 1_024, "GiB/s");
            default -> brief(value) + " " + unit;
        };
    }

    /** Returns such as {@code 3.2 times better}. */
    static String compared(double timesBetter) {
        return timesBetter >= 1 ? digits(timesBetter) + " times better" : digits(1 / timesBetter) + " times worse";
    }
}
