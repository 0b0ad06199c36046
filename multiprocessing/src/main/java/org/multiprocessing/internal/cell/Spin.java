package org.multiprocessing.internal.cell;

/**
 * A short wait that keeps the processor, for some thirty microseconds at most. It leaves longer and longer pauses between two looks, since
 * each look takes the memory away from whoever works with it.
 */
final class Spin {
    private static final int LONGEST_PAUSE = 512;

    /** On one processor, whom one waits for does not run meanwhile. */
    private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 2000 : 0;

    private static final int LONGEST_FREQUENT_PAUSE = 4;

    private final int longestPause;
    private final int most;
    private int spent;
    private int pause = 1;

    Spin() {
        this(LONGEST_PAUSE, MOST);
    }

    private Spin(int longestPause, int most) {
        this.longestPause = longestPause;
        this.most = most;
    }

    /** Looks often, for what does not suffer by it, during so many of the processor's pauses. */
    static Spin frequent(int pauses) {
        return new Spin(LONGEST_FREQUENT_PAUSE, MOST == 0 ? 0 : pauses);
    }

    /** Pauses until the next look; returns false once that has been done for long enough. */
    boolean pause() {
        if (spent >= most) {
            return false;
        }
        for (int i = 0; i < pause; i++) {
            Thread.onSpinWait();
        }
        spent += pause;
        pause = Math.min(2 * pause, longestPause);
        return true;
    }
}
