package org.multiprocessing.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A started process as this JVM sees it. */
interface Started {
    /** Returns the object that the program has. */
    Process described();

    /** Returns the process that has started it. */
    Process starter();

    /** Returns whether the end of this JVM does not wait for it. */
    boolean isDaemon();

    /** Completes once the process is gone and its report is made; with null for a process that is not this one's child. */
    CompletableFuture<@Nullable ExitReport> ended();

    /** Asks it to end in an orderly way; does not wait. */
    void terminate();

    /** Ends it at once; does not wait. */
    void kill();

    /** Interrupts the thread of its target. */
    void interrupt();

    long pid();

    /** Returns the operating system's handle, if it has one still. */
    Optional<ProcessHandle> handle();
}
