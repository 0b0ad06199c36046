package org.multiprocessing.internal.launch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pool must know of how its workers will be started. The package {@code process} knows, but not in a way that programs
 * should see, and the pool is in another package.
 */
public final class WorkerStarts {
    private static volatile @Nullable Answers answers;

    private WorkerStarts() {}

    /** Knows. */
    public interface Answers {
        /** Returns whether a process with these options is a thread of this JVM. */
        boolean isThread(Object processOptions);

        /** Returns the snapshot of static state for a target and options of a process, null if these ask for none. */
        byte @Nullable [] snapshot(Object processOptions, @Nullable Object target);
    }

    /** Says who knows. */
    public static void register(Answers known) {
        answers = known;
    }

    /** Returns who knows. */
    public static Answers answers() {
        return Objects.requireNonNull(answers, "the options' class registers them");
    }
}
