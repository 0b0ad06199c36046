package org.multiprocessing.pool;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Progress in one line of a terminal, which is written again and again and stands at the end. */
final class ProgressBar implements Consumer<Progress> {
    /** Stands for a bar in the options. */
    static final Consumer<Progress> WANTED = _ -> {};

    private static final int WIDTH = 24;
    private static final int LONGEST_NAME = 24;
    private static final int LINE = 79;

    /** The bar that is on the terminal: the newest, for two of them would overwrite each other. */
    private static final AtomicReference<@Nullable ProgressBar> SHOWN = new AtomicReference<>();

    private final String name;
    private final PrintStream out;
    private int written;

    private ProgressBar(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    /** Returns a report that draws a bar; null if standard error is no terminal. */
    static @Nullable ProgressReport report(String name) {
        if (!Terminal.isStandardError()) {
            return null;
        }
        ProgressBar bar = new ProgressBar(name, System.err);
        SHOWN.set(bar);
        return new ProgressReport(
                bar,
                drawing -> Thread.ofVirtual().name("multiprocessing-progress").start(drawing),
                bar::end);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // is it this very bar?
    public void accept(Progress progress) {
        if (SHOWN.get() == this || SHOWN.compareAndSet(null, this)) {
            draw(progress);
            out.flush();
        }
    }

    private void end(Progress progress) {
        draw(progress);
        out.println();
        out.flush();
        SHOWN.compareAndSet(this, null);
    }

    /** In one piece, and padded over what was there. */
    private void draw(Progress progress) {
        String line = line(name, progress);
        out.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
        written = line.length();
    }

    static String line(String name, Progress progress) {
        StringBuilder line =
                new StringBuilder(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 3) + "..." : name);
        if (progress.total().isPresent()) {
            long total = progress.total().getAsLong();
            double part = total == 0 ? 1 : (double) progress.done() / total;
            int filled = (int) (part * WIDTH);
            line.append(String.format(" %3d%% [", (int) (part * 100)))
                    .append("#".repeat(filled))
                    .append(".".repeat(WIDTH - filled))
                    .append("] ")
                    .append(progress.done())
                    .append('/')
                    .append(total);
        } else {
            line.append(' ').append(progress.done()).append(" done");
        }
        if (progress.failed() > 0) {
            line.append(", ").append(progress.failed()).append(" failed");
        }
        line.append(", ").append(clock(progress.elapsed()));
        boolean over = progress.total().isPresent()
                && progress.done() == progress.total().getAsLong();
        if (!over && progress.remaining().isPresent()) {
            line.append(", ").append(clock(progress.remaining().get())).append(" left");
        }
        return line.length() > LINE ? line.substring(0, LINE) : line.toString();
    }

    private static String clock(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 3600
                ? String.format("%02d:%02d", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
