package org.multiprocessing;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.multiprocessing.process.ProcessOptions;

/**
 * How a single {@code call} is made. Immutable: each method returns a changed copy; given as a function, as in
 * {@code call(() -> parse(doc), o -> o.withTimeout(ofSeconds(5)))}.
 */
public sealed interface CallOptions permits CallOptionsImpl {
    /**
     * Limits how long the function may run; then its process is killed.
     *
     * @param limit more than zero; the start of the process does not count
     * @return the changed copy
     */
    CallOptions withTimeout(Duration limit);

    /**
     * Interrupts the function a while before the time limit, so that it can end by itself.
     *
     * @param softLimit how long before the limit
     * @return the changed copy
     */
    CallOptions withGrace(Duration softLimit);

    /**
     * Limits the heap of the process.
     *
     * @param bytes the limit, at least 2 MiB
     * @return the changed copy
     */
    CallOptions withMaxHeapBytes(long bytes);

    /**
     * Changes how the process is started.
     *
     * @param options changes the options
     * @return the changed copy
     */
    CallOptions withProcess(UnaryOperator<ProcessOptions> options);
}
