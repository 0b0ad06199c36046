package org.multiprocessing.channel;

import java.io.Serial;

/** Thrown by {@link JoinableQueue#join} when a process died with items that it had taken and not reported as done. */
public final class ConsumerDiedException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The pid of the process. */
    private final long pid;

    /** How many items. */
    private final int items;

    /**
     * Creates an exception; for those that implement {@link JoinableQueue}.
     *
     * @param pid the process that died last
     * @param items how many items are lost
     */
    public ConsumerDiedException(long pid, int items) {
        super("the process " + pid + " died with " + items + (items == 1 ? " item" : " items")
                + " that it had taken from the queue and not reported as done");
        this.pid = pid;
        this.items = items;
    }

    /**
     * Returns which process; of several, the one that died last.
     *
     * @return its pid
     */
    public long pid() {
        return pid;
    }

    /**
     * Returns how many items are lost, of all processes that have died so since somebody joined last.
     *
     * @return the number
     */
    public int items() {
        return items;
    }
}
