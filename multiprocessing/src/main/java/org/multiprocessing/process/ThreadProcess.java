package org.multiprocessing.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.log.FailurePrinter;
import org.multiprocessing.internal.shm.ProcessTable;

/** A process that is a thread of this JVM. */
final class ThreadProcess extends Started {
    private static final int SIGTERM = 15;

    private final Thread thread;
    private volatile boolean terminated;
    private @Nullable Thread terminator;
    private volatile int exitCode;

    private ThreadProcess(Process described, ProcessIdentity identity) {
        super(described, identity);
        CurrentProcess.Self self = new CurrentProcess.Self(described, identity, starter());
        this.thread = Thread.ofPlatform()
                .name(identity.name())
                .daemon(identity.daemon())
                .unstarted(() -> run(self));
    }

    static ThreadProcess start(Process described, ProcessIdentity identity) {
        if (identity.identity().split(":").length > ProcessTable.MAX_DEPTH) {
            throw new IllegalStateException("process " + identity.name() + " would be nested deeper than "
                    + ProcessTable.MAX_DEPTH + ", which is the limit: does it start itself?");
        }
        ThreadProcess process = new ThreadProcess(described, identity);
        Children.add(process);
        process.thread.start();
        Flight.processStarted(identity.name(), process.pid(), StartMethod.THREADS.toString());
        return process;
    }

    private void run(CurrentProcess.Self self) {
        CurrentProcess.beginThread(self);
        try {
            described().run();
        } catch (Throwable e) { // whatever it is, it is the end of this process
            exitCode = 1;
            if (!terminated) {
                new FailurePrinter(name()).uncaughtException(thread, e);
            }
        } finally {
            awaitTerminateActions();
            ExitReport report = report();
            Flight.processEnded(
                    name(), report.pid(), report.exitCode(), report.signal().orElse(null), report.age());
            ended().complete(report);
            Children.remove(this);
        }
    }

    private ExitReport report() {
        int code = terminated ? -SIGTERM : exitCode;
        return new ExitReport(
                ProcessHandle.current().pid(),
                name(),
                code,
                ExitCode.signalName(code),
                Optional.empty(),
                age(),
                OptionalLong.empty(),
                List.of(),
                Optional.empty(),
                "");
    }

    @Override
    public synchronized void terminate() {
        if (ended().isDone()) {
            return;
        }
        thread.interrupt();
        if (!terminated) {
            terminated = true;
            terminator = described().startTerminateActions();
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
                "process " + name()
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
