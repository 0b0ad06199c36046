package org.multiprocessing.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A process other than the running one, as that one sees it. */
interface OtherProcess {
    /** Completes once the process is gone; with its report if the running process has started it, else with null. */
    CompletableFuture<@Nullable ExitReport> ended();

    /** Asks it to end in an orderly way; does not wait. */
    void terminate();

    /** Ends it at once; does not wait. */
    void kill();

    /** Interrupts the thread of its target; does not wait. */
    void interrupt();

    long pid();

    /** Returns the operating system's handle, if it has one still. */
    Optional<ProcessHandle> handle();
}
