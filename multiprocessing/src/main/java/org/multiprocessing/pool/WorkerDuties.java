package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/**
 * What a worker does around its tasks, as it travels to it. Of a pool that asked for nothing of the kind there is none.
 *
 * @param initializer what to do first, or null
 * @param initializerNanos how long that, and making the state, may take
 * @param state what makes the worker's state, or null
 * @param finalizer what to do last, or null
 * @param finalizerNanos how long that may take, 0 without one
 * @param maxMemoryBytes the resident memory above which the worker wants to be replaced, 0 for any
 */
record WorkerDuties(
        @Nullable Action initializer,
        long initializerNanos,
        @Nullable Call<?> state,
        @Nullable Action finalizer,
        long finalizerNanos,
        long maxMemoryBytes) {
    /** Returns the first function that a worker runs, with whose class it begins. */
    @Nullable
    Object first() {
        return initializer != null ? initializer : state != null ? state : finalizer;
    }

    /** Does what comes before the first task; the frames of a stack end here. */
    void begin(Worker worker) throws Exception {
        if (initializer != null) {
            initializer.execute();
        }
        if (state != null) {
            worker.beginState();
            worker.setState(state.call());
        }
    }

    /** Returns in words which of them has thrown: the initializer, or the making of the state. */
    String whatFailed(Worker worker) {
        return worker.hasBegunState() ? "worker state" : "initializer";
    }

    /** Does what comes after the last task; the frames of a stack end here. */
    void end() throws Exception {
        if (finalizer != null) {
            finalizer.execute();
        }
    }
}
