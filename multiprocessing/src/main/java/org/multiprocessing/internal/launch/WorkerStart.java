package org.multiprocessing.internal.launch;

import org.jspecify.annotations.Nullable;

/**
 * What a pool must know of the options of its workers, which are not for programs to see and belong to another package: the
 * options' class implements this.
 */
public interface WorkerStart {
    /** Returns the name of the start method that the options ask for, or of the default. */
    String startMethodName();

    /** Returns whether the options, or the environment, say how large the heap is. */
    boolean choosesHeap();

    /** Returns the snapshot of static state for a target, null if the workers begin with none. */
    byte @Nullable [] snapshot(@Nullable Object target);
}
