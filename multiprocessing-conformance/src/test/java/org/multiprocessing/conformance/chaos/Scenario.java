package org.multiprocessing.conformance.chaos;

/**
 * Some load, what goes wrong under it, and what must be true all the same. It runs beside others in one session, ends soon after
 * {@link Chaos#isOver}, and leaves nothing.
 */
interface Scenario {
    /** Returns what it is called on the command line and in the output. */
    String name();

    /** Runs it; throws if something is not as the library promises. */
    void run(Chaos chaos) throws Exception;

    /** Returns whether nothing else may run beside it. */
    default boolean isAlone() {
        return false;
    }
}
