package org.multiprocessing.sync;

import java.io.Serial;
import java.util.concurrent.BrokenBarrierException;

/** Thrown by a {@link Barrier} that is broken because a process that takes part has died. */
public final class PartyDiedException extends BrokenBarrierException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The process that has died. */
    private final long pid;

    /**
     * Creates an exception; for those that implement {@link Barrier}.
     *
     * @param pid the process that has died
     * @param processName its name
     */
    public PartyDiedException(long pid, String processName) {
        super("a process that takes part in the barrier has died: " + processName + ", pid " + pid
                + "; call reset() to use the barrier again");
        this.pid = pid;
    }

    /**
     * Returns which process has died.
     *
     * @return its pid
     */
    public long pid() {
        return pid;
    }
}
