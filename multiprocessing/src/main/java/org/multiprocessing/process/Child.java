package org.multiprocessing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.cell.Repair;
import org.multiprocessing.internal.classes.ClassServer;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.launch.ChildJvm;
import org.multiprocessing.internal.launch.LaunchSpec;
import org.multiprocessing.internal.launch.Launcher;
import org.multiprocessing.internal.launch.StandbySet;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.Os;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledges;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/** A process that is a child JVM: the operating system's process and its line of the process table. */
final class Child extends Started {
    /** Launching at once would compete with the process itself for the processors. */
    private static final long AFTER_USE_NANOS = 10_000_000;

    /** A program that ends with its process is spared the launch. */
    private static final long AFTER_END_NANOS = 30_000_000;

    /** A process that lasts has begun its work by then, and is not disturbed. */
    private static final long AFTER_START_NANOS = 2_000_000_000L;

    /** A JVM that has not reached its main class after this time will not see what is requested. */
    private static final long BOOT_MILLIS = 1_000;

    private final ChildJvm jvm;
    private final ProcessEntry entry;
    private final java.lang.Process process;
    private final Streams streams;
    private volatile Pledges pledges = Pledges.NONE;
    private boolean released;
    private volatile OptionalLong maxMemoryBytes = OptionalLong.empty();

    private Child(Process described, ProcessIdentity identity, ChildJvm jvm, ProcessOptionsImpl options) {
        super(described, identity);
        this.jvm = jvm;
        this.entry = jvm.entry();
        this.process = jvm.process();
        this.streams = Streams.start(identity.name(), process, options, jvm.spec());
    }

    /**
     * Starts a process in a standby JVM or a fresh one, and gives it its body. A fresh JVM boots while the body is encoded; a
     * body that cannot be encoded ends it again.
     */
    static Child start(Process described, ProcessOptionsImpl options, StartMethod method, ProcessBody body) {
        if (!Session.isOpen()) {
            Launcher.prepare();
        }
        Session session = Session.current();
        ClassServer.watch(session);
        ProcessIdentity identity = body.identity();
        try {
            LaunchSpec spec = spec(identity.name(), options);
            ChildJvm jvm = method == StartMethod.SPAWN ? null : StandbySet.take(spec);
            if (jvm == null) {
                jvm = ChildJvm.launch(session, spec);
            }
            Child child = take(jvm, described, identity, options);
            child.giveBody(body);
            if (method != StartMethod.SPAWN) {
                child.expectMore();
            }
            Flight.processStarted(identity.name(), jvm.process().pid(), method.toString());
            Log.life("started process " + identity.name() + ", pid "
                    + jvm.process().pid());
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start process " + identity.name() + why(e), e);
        }
    }

    /** What the JDK says of a limit of the system's does not name it. */
    private static String why(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean isLimit =
                message.contains("spawn helper") || message.contains("error=11") || message.contains("error=24");
        return (isLimit ? ", perhaps for a limit on open files (ulimit -n) or processes (ulimit -u): " : ": ")
                + message;
    }

    private static Child take(ChildJvm jvm, Process described, ProcessIdentity identity, ProcessOptionsImpl options) {
        try {
            jvm.entry().describe(identity.name(), identity.daemon());
            OomKills.watch();
            Child child = new Child(described, identity, jvm, options);
            Children.add(child);
            jvm.whenGone(child::finish);
            return child;
        } catch (RuntimeException | Error e) { // no thread for its streams, say: nobody would ever give it a body
            jvm.dismiss();
            throw e;
        }
    }

    private static LaunchSpec spec(String name, ProcessOptionsImpl options) throws IOException {
        List<String> arguments = options.jvmArguments();
        if (options.debugPort() != ProcessOptionsImpl.NO_PORT) {
            arguments = new ArrayList<>(arguments);
            arguments.add(DebugPort.argument(name, options.debugPort()));
        }
        return new LaunchSpec(
                options.javaHome(),
                arguments,
                options.environment(),
                options.directory(),
                Streams.outputRedirect(options.output()),
                Streams.errorRedirect());
    }

    private void giveBody(ProcessBody body) throws IOException {
        try {
            Encoder encoded = body.encode();
            pledges = encoded.pledges();
            jvm.giveBody(encoded.toByteArray());
        } catch (IOException | RuntimeException | Error e) {
            kill();
            Children.remove(this); // it was never started, whatever its JVM still does
            throw e;
        }
    }

    /** Has standby JVMs launched: soon after one was used, or once a process has ended, for another one may follow. */
    private void expectMore() {
        if (entry.isStandby()) {
            StandbySet.expectMore(jvm.session(), jvm.spec(), AFTER_USE_NANOS);
        } else if (!isDaemon() && jvm.session().isMain()) { // a deep tree would have more JVMs waiting than running
            StandbySet.expectMore(jvm.session(), jvm.spec(), AFTER_START_NANOS);
        }
        var _ = ended().thenRun(() -> StandbySet.expectMore(jvm.session(), jvm.spec(), AFTER_END_NANOS));
    }

    /** Runs in a thread of its own once the operating system has reported the end; whatever fails here, there is a report. */
    private void finish() {
        int mark = entry.mark();
        int request = entry.request();
        Optional<CrashLog> crash = Optional.empty();
        try {
            if (jvm.session().slab().holdsPrimitives()) { // else the classes that repair them need not be loaded
                Repair.afterDeath(entry, process.exitValue() == 0);
            }
            pledges.withdraw(); // of a body that it has not read
            Orphans.follow(jvm.session(), entry);
            jvm.removeTraces();
            streams.awaitEnd();
            crash = CrashLog.find(jvm.session().folder(), process.pid());
        } catch (IOException | RuntimeException e) {
            Log.log(System.Logger.Level.WARNING, "incomplete report of " + name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the report is made all the same, from what has arrived
        } finally {
            release();
            ExitReport report = report(mark, request, crash);
            Flight.processEnded(
                    name(), report.pid(), report.exitCode(), report.signal().orElse(null), report.age());
            Log.life(report.exitCode() == 0 ? "process " + name() + " has ended" : report.toString());
            ended().complete(report);
            Children.remove(this); // last: until then the program does not end, and what waits for the end is run
        }
    }

    /** Nobody may write to the entry after this: the slot may be another process's by then. */
    private synchronized void release() {
        released = true;
        entry.release();
    }

    /** What it said last, and what the system says of an end that nobody here asked for. */
    private List<String> lastLines(int exitCode, int request) {
        List<String> lines = new ArrayList<>(streams.error().tail());
        if (exitCode == -ExitCode.SIGKILL && request != ProcessLayout.REQUEST_KILL) {
            lines.add("(killed by the system or another program"
                    + (OomKills.hasRisen() ? ": its container has run out of memory)" : ", not by this one)"));
        }
        return List.copyOf(lines);
    }

    private ExitReport report(int mark, int request, Optional<CrashLog> crash) {
        int exitCode = ExitCode.interpret(
                process.exitValue(), mark, request, crash.map(CrashLog::signal).orElse(0));
        return new ExitReport(
                process.pid(),
                name(),
                exitCode,
                ExitCode.signalName(exitCode),
                Optional.empty(),
                age(),
                maxMemoryBytes,
                lastLines(exitCode, request),
                crash.map(CrashLog::file),
                crash.map(CrashLog::frames).orElse(""));
    }

    @Override
    public synchronized void terminate() {
        if (released) {
            return;
        }
        if (entry.request() != ProcessLayout.REQUEST_KILL) {
            entry.setRequest(ProcessLayout.REQUEST_TERMINATE);
        }
        if ((entry.mark() & ProcessLayout.MARK_BOOTED) != 0) {
            signalTermination();
        } else {
            // A JVM that gets the signal while it boots prints that it failed. This one sees the request before all
            // else,
            // unless it never gets that far: a debugger may have stopped it.
            Thread.ofPlatform().daemon().name("multiprocessing-terminate").start(this::signalAfterBoot);
        }
    }

    private void signalAfterBoot() {
        try {
            if (!process.waitFor(BOOT_MILLIS, TimeUnit.MILLISECONDS)) {
                signalTermination();
            }
        } catch (InterruptedException e) {
            signalTermination(); // nobody has a reference to this thread but a debugger
        }
    }

    /** To the handle: destroy() of the process itself would close its streams, and lose its last words. */
    private void signalTermination() {
        process.toHandle().destroy();
    }

    @Override
    public synchronized void kill() {
        if (released) {
            return;
        }
        entry.setRequest(ProcessLayout.REQUEST_KILL);
        maxMemoryBytes = ProcessMemory.mostResident(process.pid());
        process.toHandle().destroyForcibly();
    }

    @Override
    public synchronized void interrupt() {
        if (released) {
            return;
        }
        Os os = jvm.session().os();
        os.prepare();
        if (os.canWake()) {
            entry.announceParentCanWake();
        }
        entry.addInterrupt();
        entry.bell(os).ring();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return Optional.of(process.toHandle());
    }

    /** Waits for the end at the end of this JVM; returns whether it is gone. */
    boolean awaitGone(long nanos) throws InterruptedException {
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    }
}
