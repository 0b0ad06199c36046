package org.multiprocessing.internal.shm;

import org.jspecify.annotations.Nullable;

/** Which threads belong to a daemon that may start processes all the same: a pool's worker that is a thread. */
public final class Hosting {
    /** Made with the first such worker, since every new thread pays for such a variable. */
    private static volatile @Nullable InheritableThreadLocal<@Nullable Boolean> hosts;

    private Hosting() {}

    /** Marks the calling thread, and those that it starts. */
    public static synchronized void begin() {
        InheritableThreadLocal<@Nullable Boolean> known = hosts;
        if (known == null) {
            known = new InheritableThreadLocal<>();
            hosts = known;
        }
        known.set(true);
    }

    /** Returns whether the calling thread is marked. */
    public static boolean isMarked() {
        InheritableThreadLocal<@Nullable Boolean> known = hosts;
        return known != null && known.get() != null;
    }
}
