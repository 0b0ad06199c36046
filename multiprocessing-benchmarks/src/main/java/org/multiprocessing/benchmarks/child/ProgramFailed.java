package org.multiprocessing.benchmarks.child;

/** A measured program did not do what was asked of it; the message is for the table. */
public final class ProgramFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public ProgramFailed(String message) {
        super(message);
    }
}
