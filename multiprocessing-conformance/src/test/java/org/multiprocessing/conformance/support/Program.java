package org.multiprocessing.conformance.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, for tests about what happens when the main process ends: a main class of the test class
 * path. Its output is collected; {@link #close} leaves nothing of it alive.
 */
public final class Program implements AutoCloseable {
    /** Where children of the tests have their AOT cache. */
    static final String CACHE = System.getProperty("multiprocessing.cache", Program.NO_CACHE);

    static final String NO_CACHE = "off";

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Thread> pumps;
    private final List<ProcessHandle> known = new ArrayList<>();

    private Program(Process process) {
        this.process = process;
        this.pumps = List.of(
                pump("program-out", process.getInputStream(), output),
                pump("program-err", process.getErrorStream(), errors));
    }

    /** Starts a main class whose session lives in a folder. */
    public static Program start(Path sessions, Class<?> main, String... arguments) throws IOException {
        return start(sessions, List.of(), main, arguments);
    }

    /** Starts a main class whose session lives in a folder, with arguments for the JVM. */
    public static Program start(Path sessions, List<String> jvmArguments, Class<?> main, String... arguments)
            throws IOException {
        return start(sessions, System.getProperty("java.class.path"), jvmArguments, main, arguments);
    }

    /** Starts a main class of another class path. */
    public static Program start(
            Path sessions, String classPath, List<String> jvmArguments, Class<?> main, String... arguments)
            throws IOException {
        return new Program(new ProcessBuilder(command(sessions, classPath, jvmArguments, main, arguments)).start());
    }

    private static List<String> command(
            Path sessions, String classPath, List<String> jvmArguments, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dmultiprocessing.dir=" + sessions);
        String os = System.getProperty("multiprocessing.os");
        if (os != null) {
            command.add("-Dmultiprocessing.os=" + os);
        }
        // Another class path may have another jar of the library, for which this would make another cache.
        boolean isOurs = classPath.equals(System.getProperty("java.class.path"));
        command.add("-Dmultiprocessing.cache=" + (isOurs ? CACHE : NO_CACHE));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a main class whose session lives in a folder by another command, which gives it a limit, or another user. */
    public static Program startBy(List<String> command, Path sessions, Class<?> main, String... arguments)
            throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(command(sessions, System.getProperty("java.class.path"), List.of(), main, arguments));
        return new Program(new ProcessBuilder(whole).start());
    }

    /** Takes over a program that was started in any other way. */
    public static Program of(Process process) {
        return new Program(process);
    }

    private static Thread pump(String name, InputStream stream, List<String> lines) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    synchronized (lines) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the lines it has written to standard output. */
    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** Returns the lines it has written to standard error. */
    public List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    /** Waits for a line on standard output that begins with a word, and returns the rest of that line. */
    public String awaitLine(String word) throws Exception {
        return awaitLine(word, Delays.LONG);
    }

    /** The same, for what takes its time. */
    public String awaitLine(String word, Duration bound) throws Exception {
        Await.until("a line of the program that begins with " + word, bound, () -> !isAlive() || find(word) != null);
        String found = find(word);
        if (found == null) {
            awaitExit();
            found = find(word);
        }
        if (found == null) {
            throw new AssertionError("the program ended without the line " + word + "; " + this);
        }
        return found;
    }

    private String find(String word) {
        for (String line : output()) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
        return null;
    }

    /** Waits for the end and returns the exit code; all output is there then. */
    public int awaitExit() throws InterruptedException {
        return awaitExit(Delays.LONG);
    }

    /** Waits for the end of one that has much to do. */
    public int awaitExit(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the program does not end; " + this);
        }
        for (Thread pump : pumps) {
            pump.join(Delays.MEDIUM); // a child that outlives it may hold the stream
        }
        return process.exitValue();
    }

    /** Writes to its standard input. */
    public void write(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Returns whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns its process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Returns all processes below it now; they stay known after its end, when the system gives them another parent. */
    public List<ProcessHandle> descendants() {
        List<ProcessHandle> now = process.descendants().toList();
        known.addAll(now);
        return now;
    }

    /** Sends SIGKILL, after which nothing of it runs any more that could tidy up. */
    public void kill() {
        descendants();
        process.destroyForcibly().onExit().join();
    }

    /** Kills what is left. */
    @Override
    public void close() {
        kill();
        known.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return "pid " + process.pid() + (isAlive() ? ", alive" : ", exit code " + process.exitValue())
                + "\nstandard output:\n" + String.join("\n", output()) + "\nstandard error:\n"
                + String.join("\n", errors());
    }
}
