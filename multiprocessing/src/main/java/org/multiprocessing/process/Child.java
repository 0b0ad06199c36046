package org.multiprocessing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.multiprocessing.internal.classes.ClassServer;
import org.multiprocessing.internal.launch.LaunchSpec;
import org.multiprocessing.internal.launch.Launcher;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Segment;
import org.multiprocessing.internal.shm.Session;

/** A started child as its parent sees it: the operating system's process and its line of the process table. */
final class Child {
    private final Process described;
    private final String name;
    private final boolean daemon;
    private final Session session;
    private final ProcessEntry entry;
    private final java.lang.Process process;
    private final Streams streams;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<ExitReport> ended = new CompletableFuture<>();
    private boolean bodyUnwanted;
    private volatile OptionalLong maxMemoryBytes = OptionalLong.empty();

    private Child(
            Process described,
            String name,
            boolean daemon,
            Session session,
            ProcessEntry entry,
            java.lang.Process process,
            Streams streams) {
        this.described = described;
        this.name = name;
        this.daemon = daemon;
        this.session = session;
        this.entry = entry;
        this.process = process;
        this.streams = streams;
    }

    /**
     * Starts a child JVM and gives it its body. The JVM is launched first and boots while the body is encoded; a body that
     * cannot be encoded ends it again.
     */
    static Child start(
            Process described,
            String name,
            boolean daemon,
            ProcessOptionsImpl options,
            ProcessIdentity identity,
            ProcessBody body) {
        if (!Session.isOpen()) {
            Launcher.prepare();
        }
        Session session = Session.current();
        ClassServer.watch(session);
        try {
            LaunchSpec spec = spec(options);
            ProcessEntry entry = session.processes().claim(session, name, daemon);
            java.lang.Process process;
            try {
                process = Launcher.launch(spec, session.folder(), entry.slot(), entry.generation());
            } catch (IOException | RuntimeException e) {
                entry.release();
                throw e;
            }
            entry.setPid(process.pid());
            Child child = new Child(
                    described, name, daemon, session, entry, process, Streams.start(name, process, options, spec));
            Children.add(child);
            var _ = process.onExit()
                    .thenRun(() -> Thread.ofPlatform()
                            .daemon()
                            .name("multiprocessing-reaper-" + name)
                            .start(child::finish));
            child.giveBody(identity, body);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start process " + name + ": " + e.getMessage(), e);
        }
    }

    private static LaunchSpec spec(ProcessOptionsImpl options) {
        return new LaunchSpec(
                options.javaHome(),
                options.jvmArguments(),
                options.environment(),
                options.directory(),
                Streams.outputRedirect(options.output()),
                Streams.errorRedirect());
    }

    private void giveBody(ProcessIdentity identity, ProcessBody body) throws IOException {
        try {
            Encoder encoder = new Encoder();
            encoder.writeString(Objects.requireNonNullElse(MainClass.name(), ""));
            encoder.write(identity);
            encoder.write(body);
            writeBody(encoder.toByteArray());
        } catch (IOException | RuntimeException | Error e) {
            kill();
            throw e;
        }
    }

    /** Not after the end, which a JVM that refuses its arguments may reach before: nobody would delete the file. */
    private synchronized void writeBody(byte[] body) throws IOException {
        if (!bodyUnwanted) {
            Files.write(bodyFile(), body);
            entry.announcePayload();
        }
    }

    private synchronized void deleteBody() throws IOException {
        bodyUnwanted = true;
        Files.deleteIfExists(bodyFile());
    }

    private Path bodyFile() {
        return session.folder().resolve("body-" + entry.slot() + "-" + entry.generation());
    }

    /** Runs in a thread of its own once the operating system has reported the end; whatever fails here, there is a report. */
    private void finish() {
        int mark = entry.mark();
        int request = entry.request();
        Optional<CrashLog> crash = Optional.empty();
        try {
            deleteBody();
            streams.awaitEnd();
            Segment.removeAllOf(session, entry.slot(), entry.generation());
            ClassServer.removeOf(session, entry.slot(), entry.generation());
            crash = CrashLog.find(session.folder(), process.pid());
        } catch (IOException | RuntimeException e) {
            System.getLogger("org.multiprocessing").log(System.Logger.Level.WARNING, "incomplete report of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the report is made all the same, from what has arrived
        } finally {
            entry.release();
            Children.remove(this);
            ended.complete(report(mark, request, crash));
        }
    }

    private ExitReport report(int mark, int request, Optional<CrashLog> crash) {
        int exitCode = ExitCode.interpret(
                process.exitValue(), mark, request, crash.map(CrashLog::signal).orElse(0));
        return new ExitReport(
                process.pid(),
                name,
                exitCode,
                ExitCode.signalName(exitCode),
                Optional.empty(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                maxMemoryBytes,
                List.copyOf(streams.error().tail()),
                crash.map(CrashLog::file),
                crash.map(CrashLog::frames).orElse(""));
    }

    /** Completes once the process is gone and its report is made. */
    CompletableFuture<ExitReport> ended() {
        return ended;
    }

    void terminate() {
        if (ended.isDone()) {
            return; // the slot may be another process's by now
        }
        entry.setRequest(ProcessLayout.REQUEST_TERMINATE);
        process.toHandle()
                .destroy(); // destroy() of the process itself would close its streams, and lose its last words
    }

    void kill() {
        if (ended.isDone()) {
            return;
        }
        entry.setRequest(ProcessLayout.REQUEST_KILL);
        maxMemoryBytes = ProcessMemory.mostResident(process.pid());
        process.toHandle().destroyForcibly();
    }

    /** Returns the object that the program has. */
    Process described() {
        return described;
    }

    boolean isDaemon() {
        return daemon;
    }

    java.lang.Process process() {
        return process;
    }
}
