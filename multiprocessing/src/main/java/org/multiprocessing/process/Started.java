package org.multiprocessing.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A process that the running one has started. */
abstract class Started implements OtherProcess {
    private final Process described;
    private final Process starter = CurrentProcess.get();
    private final ProcessIdentity identity;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<@Nullable ExitReport> ended = new CompletableFuture<>();

    Started(Process described, ProcessIdentity identity) {
        this.described = described;
        this.identity = identity;
    }

    /** Returns the object that the program has. */
    final Process described() {
        return described;
    }

    /** Returns the process that has started it. */
    final Process starter() {
        return starter;
    }

    final String name() {
        return identity.name();
    }

    /** Returns whether the end of this JVM does not wait for it. */
    final boolean isDaemon() {
        return identity.daemon();
    }

    final Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    @Override
    public final CompletableFuture<@Nullable ExitReport> ended() {
        return ended;
    }
}
