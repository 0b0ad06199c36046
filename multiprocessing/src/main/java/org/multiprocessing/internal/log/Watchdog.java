package org.multiprocessing.internal.log;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Prints on standard error where every thread of this process is, each time that a time has passed, if
 * {@code -Dmultiprocessing.watchdog=TIME} asks for that. Children have the property, too, so each process of the tree that lives for so
 * long says where it is; nothing is ended. As Python's {@code faulthandler.dump_traceback_later(timeout, repeat=True)}.
 */
public final class Watchdog implements Runnable {
    private static final String PROPERTY = "multiprocessing.watchdog";

    private final Duration time;
    private final String process;

    private Watchdog(Duration time, String process) {
        this.time = time;
        this.process = process;
    }

    /** Begins to watch, if that is asked for. */
    public static void startIfAsked(String process) {
        String text = System.getProperty(PROPERTY);
        if (text == null) {
            return;
        }
        Thread thread = new Thread(new Watchdog(parse(text), process), "multiprocessing-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    static Duration parse(String text) {
        Duration time = null;
        try {
            time = text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(text));
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw refused(text, e);
        }
        if (!time.isPositive()) {
            throw refused(text, null);
        }
        return time;
    }

    private static IllegalArgumentException refused(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "-D" + PROPERTY + "=" + text + ": a time is needed, in seconds as 30, or as PT30S", cause);
    }

    @Override
    public void run() {
        long begun = System.nanoTime();
        for (long count = 1; ; count++) {
            long next = begun + count * time.toNanos();
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            System.err.print(report(time.multipliedBy(count))); // as one text: lines of processes do not mix
        }
    }

    private String report(Duration age) {
        StringBuilder text = new StringBuilder();
        text.append("watchdog: process ").append(process).append(", pid ");
        text.append(ProcessHandle.current().pid())
                .append(", after ")
                .append(age)
                .append('\n');
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            text.append("  \"").append(thread.getName()).append("\" #").append(thread.threadId());
            text.append(thread.isDaemon() ? " daemon " : " ")
                    .append(thread.getState())
                    .append('\n');
            for (StackTraceElement frame : entry.getValue()) {
                text.append("      at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }
}
