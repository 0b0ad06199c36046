package org.multiprocessing.conformance.support;

import java.time.Duration;

/** What samples are drawn by: another seed each day; {@code -Dmultiprocessing.seed=NUMBER} repeats one. */
public final class Seed {
    private Seed() {}

    /** Returns the seed, and prints it for whoever wants to repeat what has failed. */
    public static long ofTheDay(String suite) {
        long seed = Long.getLong(
                "multiprocessing.seed",
                System.currentTimeMillis() / Duration.ofDays(1).toMillis());
        System.out.println(suite + ": -Dmultiprocessing.seed=" + seed);
        return seed;
    }
}
