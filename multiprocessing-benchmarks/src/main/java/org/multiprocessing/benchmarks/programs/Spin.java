package org.multiprocessing.benchmarks.programs;

import java.util.Arrays;

/** Real work of a certain length: computing, without a look at the clock and without memory. */
public final class Spin {
    private static final int CALIBRATION_STEPS = 50_000;

    private Spin() {}

    /** Computes that many steps, each of which needs the one before; no compiler can join two of them into one. */
    static long work(long seed, int steps) {
        long state = seed + 1;
        for (int i = 0; i < steps; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        return state;
    }

    /** Returns how many steps take so long on this machine, once compiled. */
    public static int stepsFor(long nanos) {
        long[] times = new long[2_000];
        long sink = 0;
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            sink += work(i, CALIBRATION_STEPS);
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        // The quickest half is what the machine can do undisturbed; the sum is used, so that the work is done.
        long typical = times[times.length / 4] + (sink == 1 ? 1 : 0);
        return (int) Math.max(1, nanos * CALIBRATION_STEPS / typical);
    }
}
