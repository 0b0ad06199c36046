package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Signals, and what the system says of a process. */
public final class Unix {
    private static final long SIGINT_BIT = 1L << 1;

    private Unix() {}

    /** Sends a signal, such as {@code STOP}, to a process; one that is gone already is no error. */
    public static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!kill.waitFor(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("kill -" + name + " " + pid + " does not end");
        }
    }

    /** Runs a command to its end; returns whether it succeeds. A program that there is not does not. */
    public static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether this process was started to ignore SIGINT: then a JVM leaves it so, also in those that it starts. */
    public static boolean ignoresInterrupts() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & SIGINT_BIT)
                        != 0;
            }
        }
        return false;
    }

    /** Sends a signal to this process and waits for its effect, which may be the end. */
    public static void signalSelf(String name) throws IOException, InterruptedException {
        signal(name, ProcessHandle.current().pid());
    }

    /** Stops another process, and waits until none of its threads runs: each stops when it notices. */
    public static void stop(long pid) throws Exception {
        signal("STOP", pid);
        Await.until("process " + pid + " is stopped", () -> isStopped(pid));
    }

    /** Returns whether all threads of a process are stopped by a signal. */
    public static boolean isStopped(long pid) throws IOException {
        String[] threads = Path.of("/proc", Long.toString(pid), "task").toFile().list();
        for (String thread : Objects.requireNonNullElse(threads, new String[0])) {
            Path status = Path.of("/proc", Long.toString(pid), "task", thread, "status");
            if (Files.exists(status) && !Files.readString(status).contains("State:\tT (stopped)")) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a process still runs, in any state but as a zombie. */
    public static boolean runs(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!process.isAlive() || !Files.exists(status)) {
            return process.isAlive() && !Files.isDirectory(Path.of("/proc/self"));
        }
        try {
            return !Files.readString(status).contains("State:\tZ");
        } catch (IOException e) {
            if (Files.exists(status)) {
                throw e;
            }
            return false; // it has ended meanwhile
        }
    }

    /**
     * Returns whether nothing of a process runs any more, whoever has been told: while its first thread is a zombie already,
     * others may hold its files.
     */
    public static boolean isDead(ProcessHandle process) throws IOException {
        if (runs(process)) {
            return false;
        }
        String[] threads =
                Path.of("/proc", Long.toString(process.pid()), "task").toFile().list();
        return threads == null || threads.length <= 1;
    }

    /** Returns those of some processes that run. */
    public static List<ProcessHandle> running(List<ProcessHandle> processes) throws IOException {
        List<ProcessHandle> running = new ArrayList<>();
        for (ProcessHandle process : processes) {
            if (runs(process)) {
                running.add(process);
            }
        }
        return running;
    }
}
