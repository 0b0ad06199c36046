package org.multiprocessing.internal.launch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a pool take one snapshot of static state for all its workers. Which fields belong to it is known to the package
 * {@code process}, which the pool cannot ask: what it knows of options is not for programs.
 */
public final class Snapshots {
    private static volatile @Nullable Taker taker;

    private Snapshots() {}

    /** Takes a snapshot. */
    public interface Taker {
        /** Returns the snapshot for a target and options of a process, null if these ask for none. */
        byte @Nullable [] take(Object processOptions, @Nullable Object target);
    }

    /** Says who takes snapshots. */
    public static void register(Taker known) {
        taker = known;
    }

    /** Returns the snapshot for a target and options of a process, null if these ask for none. */
    public static byte @Nullable [] take(Object processOptions, @Nullable Object target) {
        return Objects.requireNonNull(taker, "the options' class registers it").take(processOptions, target);
    }
}
