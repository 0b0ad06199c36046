package org.multiprocessing.benchmarks.measure;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param programs how often each contender's program is started anew
 * @param samples how many samples are taken of each such program
 * @param warmUp how long each is warmed up, at least
 * @param brief whether what is only shown is left out
 * @param thorough whether single samples do the whole amount of work, too
 */
public record Effort(int programs, int samples, Duration warmUp, boolean brief, boolean thorough) {
    public static final Effort SHORT = new Effort(1, 5, Duration.ofMillis(500), true, false);
    public static final Effort USUAL = new Effort(1, 5, Duration.ofSeconds(2), false, false);
    public static final Effort LONG = new Effort(3, 5, Duration.ofSeconds(5), false, true);

    public Effort withSamples(int number) {
        return new Effort(programs, number, warmUp, brief, thorough);
    }

    public Effort withPrograms(int number) {
        return new Effort(number, samples, warmUp, brief, thorough);
    }

    public Effort withWarmUp(Duration time) {
        return new Effort(programs, samples, time, brief, thorough);
    }
}
