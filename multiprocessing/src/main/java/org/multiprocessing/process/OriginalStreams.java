package org.multiprocessing.process;

import java.io.PrintStream;

/**
 * Tells whether a program or a test runner has put a stream of its own in place of the real standard output: the descriptor may
 * then carry a protocol that a child's bytes would break. Loaded with the first class of this package, so that what is replaced
 * later is noticed.
 */
final class OriginalStreams {
    private static final PrintStream OUT = System.out;

    private OriginalStreams() {}

    /** Remembers the streams. */
    static void remember() {
        // that this class is loaded is enough
    }

    @SuppressWarnings("ReferenceEquality") // is it this very stream?
    static boolean isOutputReplaced() {
        return System.out != OUT || OUT.getClass() != PrintStream.class || isShell();
    }

    /** JShell replaces it before anything of the user's runs; what stands on the descriptor is shown to nobody. */
    private static boolean isShell() {
        return System.getProperty("sun.java.command", "").startsWith("jdk.jshell.");
    }
}
