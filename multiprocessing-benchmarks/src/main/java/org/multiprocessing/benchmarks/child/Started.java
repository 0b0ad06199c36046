package org.multiprocessing.benchmarks.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that was started to be measured. Whatever is asked of it has a deadline; closing it kills what is left of it and
 * of all that it started, and so does the end of this JVM.
 */
public final class Started implements AutoCloseable {
    private static final Set<Started> LIVE = ConcurrentHashMap.newKeySet();
    private static final Duration END_GRACE = Duration.ofSeconds(5);
    private static final int MOST_ERROR_LINES = 5;
    private static final int LONGEST_ERROR = 300;
    private static final int LOOK_MILLIS = 20;

    /** More than a JVM of ours uses to boot. */
    private static final Duration BOOT = Duration.ofMillis(600);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(Started::kill), "kill-measured-programs"));
    }

    /**
     * A line of the program's standard output.
     *
     * @param text the line; null at the end
     * @param nanos when it arrived, by {@code System.nanoTime}
     */
    public record Line(String text, long nanos) {
        boolean isEnd() {
            return text == null;
        }
    }

    private final Process process;
    private final Writer input;
    private final long startedNanos;
    private final LinkedBlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final Thread errorReader;

    private Started(Process process, long startedNanos) {
        this.process = process;
        this.startedNanos = startedNanos;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        read(
                process.getInputStream(),
                "output",
                line -> lines.add(new Line(line, System.nanoTime())),
                () -> lines.add(new Line(null, System.nanoTime())));
        this.errorReader = read(process.getErrorStream(), "errors", this::keepError, () -> {});
    }

    /** Starts a program. */
    public static Started start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        long now = System.nanoTime();
        Started started = new Started(builder.start(), now);
        LIVE.add(started);
        return started;
    }

    private static Thread read(InputStream stream, String name, Consumer<String> sink, Runnable end) {
        return Thread.ofPlatform().daemon().name("measured-program-" + name).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    sink.accept(line);
                }
            } catch (IOException | UncheckedIOException e) {
                sink.accept("(" + e.getMessage() + ")"); // the stream of a killed program
            } finally {
                end.run();
            }
        });
    }

    private void keepError(String line) {
        synchronized (errors) {
            if (line.isBlank() || line.startsWith("SLF4J: ")) {
                return;
            }
            if (errors.size() == MOST_ERROR_LINES) {
                errors.removeFirst();
            }
            errors.add(line.strip());
        }
    }

    /** Returns when it was started, by {@code System.nanoTime}. */
    public long startedNanos() {
        return startedNanos;
    }

    public void send(String line) throws ProgramFailed, InterruptedException {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw failed("takes no input");
        }
    }

    /**
     * Waits for a line that begins with a word, and passes over others: what is measured may print, too.
     *
     * @return the line, its text without the word
     */
    public Line await(String word, Duration timeout) throws ProgramFailed, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Line line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw failed("nothing within " + timeout.toMillis() + " ms");
            }
            if (line.isEnd()) {
                throw failed("ended");
            }
            if (line.text().startsWith("failed ")) {
                throw new ProgramFailed(line.text().substring("failed ".length()));
            }
            if (line.text().equals(word) || line.text().startsWith(word + " ")) {
                return new Line(line.text().substring(word.length()).strip(), line.nanos());
            }
        }
    }

    /** Waits for the end. */
    public void awaitEnd(Duration timeout) throws ProgramFailed, InterruptedException {
        if (!process.waitFor(timeout)) {
            throw failed("did not end within " + timeout.toMillis() + " ms");
        }
        if (process.exitValue() != 0) {
            throw failed("ended");
        }
    }

    /** Waits until so many of its descendants are busy, which shows in the processor time that they have used; returns all. */
    List<ProcessHandle> awaitBusyDescendants(int least, Duration timeout) throws ProgramFailed, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<ProcessHandle> all = process.descendants().toList();
            long busy = all.stream().filter(Started::isBusy).count();
            if (busy >= least) {
                return all;
            }
            if (System.nanoTime() > deadline) {
                throw failed(busy + " busy descendants within " + timeout.toMillis() + " ms");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean isBusy(ProcessHandle handle) {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO).compareTo(BOOT) > 0;
    }

    /** Sends it SIGKILL, and its descendants nothing. */
    void killAlone() {
        process.destroyForcibly();
    }

    private ProgramFailed failed(String what) throws InterruptedException {
        StringBuilder message = new StringBuilder(what);
        if (process.waitFor(Duration.ofMillis(100))) {
            errorReader.join(Duration.ofMillis(500));
            message.append(", exit code ").append(process.exitValue());
        }
        synchronized (errors) {
            if (!errors.isEmpty()) {
                message.append(": ").append(String.join(" | ", errors));
            }
        }
        return new ProgramFailed(
                message.length() > LONGEST_ERROR ? message.substring(0, LONGEST_ERROR) : message.toString());
    }

    /** Asks the program to end by the end of its input, and kills what is left after that. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        try {
            input.close();
        } catch (IOException e) {
            // it has ended, or never read what was sent
        }
        try {
            process.waitFor(END_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        descendants.forEach(ProcessHandle::destroyForcibly);
        LIVE.remove(this);
    }

    private void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
