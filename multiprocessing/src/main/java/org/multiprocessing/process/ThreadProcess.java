package org.multiprocessing.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.FailurePrinter;
import org.multiprocessing.internal.shm.ProcessTable;

/** A process that is a thread of this JVM. */
final class ThreadProcess implements Started {
    private static final int SIGTERM = 15;

    private final Process described;
    private final boolean daemon;
    private final Process starter;
    private final Thread thread;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<@Nullable ExitReport> ended = new CompletableFuture<>();
    private volatile boolean terminated;
    private @Nullable Thread terminator;
    private volatile int exitCode;

    private ThreadProcess(Process described, ProcessIdentity identity, Process parent) {
        this.described = described;
        this.daemon = identity.daemon();
        this.starter = parent;
        CurrentProcess.Self self = new CurrentProcess.Self(described, identity, parent);
        this.thread = Thread.ofPlatform().name(identity.name()).daemon(daemon).unstarted(() -> run(self));
    }

    static ThreadProcess start(Process described, ProcessIdentity identity) {
        if (identity.identity().split(":").length > ProcessTable.MAX_DEPTH) {
            throw new IllegalStateException("process " + identity.name() + " would be nested deeper than "
                    + ProcessTable.MAX_DEPTH + ", which is the limit: does it start itself?");
        }
        ThreadProcess process = new ThreadProcess(described, identity, CurrentProcess.get());
        Children.add(process);
        process.thread.start();
        return process;
    }

    private void run(CurrentProcess.Self self) {
        CurrentProcess.beginThread(self);
        try {
            described.run();
        } catch (Throwable e) { // whatever it is, it is the end of this process
            exitCode = 1;
            if (!terminated) {
                new FailurePrinter(described.name()).uncaughtException(thread, e);
            }
        } finally {
            awaitTerminateActions();
            ended.complete(report());
            Children.remove(this);
        }
    }

    private ExitReport report() {
        int code = terminated ? -SIGTERM : exitCode;
        return new ExitReport(
                ProcessHandle.current().pid(),
                described.name(),
                code,
                ExitCode.signalName(code),
                Optional.empty(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                OptionalLong.empty(),
                List.of(),
                Optional.empty(),
                "");
    }

    @Override
    public Process described() {
        return described;
    }

    @Override
    public Process starter() {
        return starter;
    }

    @Override
    public boolean isDaemon() {
        return daemon;
    }

    @Override
    public CompletableFuture<@Nullable ExitReport> ended() {
        return ended;
    }

    @Override
    public synchronized void terminate() {
        if (ended.isDone()) {
            return;
        }
        thread.interrupt();
        if (!terminated) {
            terminated = true;
            terminator = described.startTerminateActions();
        }
    }

    /** As a JVM waits for its shutdown hooks. */
    private void awaitTerminateActions() {
        Thread running;
        synchronized (this) {
            running = terminator;
        }
        if (running == null) {
            return;
        }
        boolean done = false;
        while (!done) {
            try {
                running.join();
                done = true;
            } catch (InterruptedException e) {
                done = !running.isAlive(); // this thread has nothing left that could be interrupted
            }
        }
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException(
                "process " + described.name()
                        + " is a thread, which cannot be killed; terminate() interrupts it, or use another start method than threads");
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.of(ProcessHandle.current());
    }
}
