package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Call;

/** A pool in the server. */
interface PoolService {
    /** Has a worker run a task, and waits; an interrupt ends the task, and its worker if need be. */
    @Nullable
    Object run(Call<?> task) throws InterruptedException;

    int size();

    void shutdown();

    boolean isShutdown();

    boolean isTerminated();

    /** Waits for the end of the pool; returns whether it has come. */
    boolean awaitTermination(long nanos) throws InterruptedException;

    void terminate();
}
