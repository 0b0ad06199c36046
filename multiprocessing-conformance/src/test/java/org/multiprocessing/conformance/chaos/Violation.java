package org.multiprocessing.conformance.chaos;

/** Something is not as the library promises. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Looks at everything before it is tidied up; nothing in children. */
    private static volatile Runnable witness = () -> {};

    Violation(String what) {
        this(what, null);
    }

    Violation(String what, Throwable cause) {
        super(what, cause);
        if (!(cause instanceof Violation)) {
            witness.run();
        }
    }

    /** Says what is done, at once and where it happens, when something is found. */
    static void witness(Runnable action) {
        witness = action;
    }
}
