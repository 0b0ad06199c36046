package org.multiprocessing.sync;

import java.io.Serial;

/**
 * Thrown to everybody who asks for a lock whose owner has died, and who does not hold it then, until somebody has called
 * {@link Lock#recover}: what the lock guards may be half changed.
 */
public final class OwnerDiedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The process that has died. */
    private final long pid;

    /** Its name. */
    private final String processName;

    /**
     * Creates an exception; for those that implement {@link Lock}.
     *
     * @param pid the process that has died
     * @param processName its name
     */
    public OwnerDiedException(long pid, String processName) {
        super("the process that held the lock has died: " + processName + ", pid " + pid
                + "; what the lock guards may be half changed; call recover() to take the lock all the same");
        this.pid = pid;
        this.processName = processName;
    }

    /**
     * Returns which process has died.
     *
     * @return its pid
     */
    public long pid() {
        return pid;
    }

    /**
     * Returns the name of the process that has died.
     *
     * @return its name, or the beginning of a long one
     */
    public String processName() {
        return processName;
    }
}
