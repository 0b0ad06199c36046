package org.multiprocessing.jcstress;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Meeting another actor without a primitive, and letting time pass. */
final class Spin {
    private static final int SPINS = 2000;
    private static final int LONGEST_EXPONENT = 14;

    private Spin() {}

    @SuppressWarnings("ThreadPriorityCheck") // on a busy machine, the other actor may need this processor
    static void until(BooleanSupplier condition) {
        for (int spins = 0; !condition.getAsBoolean(); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Lets a while pass, between nothing and longer than it takes to fall asleep; each order of magnitude is as likely. */
    static void aWhile() {
        for (int left = random(); left > 0; left--) {
            Thread.onSpinWait();
        }
    }

    /** Returns a time as {@link #aWhile} lets pass, in nanoseconds. */
    static long nanos() {
        return random() * 10L;
    }

    private static int random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(1 << random.nextInt(LONGEST_EXPONENT + 1));
    }

    /** Runs both, in either order. */
    static void inEitherOrder(Runnable one, Runnable other) {
        boolean swapped = ThreadLocalRandom.current().nextBoolean();
        (swapped ? other : one).run();
        (swapped ? one : other).run();
    }
}
