package org.multiprocessing.examples.demo;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A line that counts on a terminal and is gone when closed; nothing at all where output goes elsewhere. */
final class Progress implements AutoCloseable {

    private static final long INTERVAL = Duration.ofMillis(100).toNanos();
    private static final String ERASE = "\r\033[K";

    private final String label;
    private final int total;
    private final boolean visible = isOnTerminal();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong nextPrint = new AtomicLong(System.nanoTime());

    Progress(String label, int total) {
        this.label = label;
        this.total = total;
    }

    private static boolean isOnTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** One more is done; any thread may say so. */
    void step() {
        int count = done.incrementAndGet();
        if (!visible) {
            return;
        }
        long now = System.nanoTime();
        long due = nextPrint.get();
        if (now - due >= 0 && nextPrint.compareAndSet(due, now + INTERVAL)) {
            IO.print("%s%s %,d of %,d (%d%%)".formatted(ERASE, label, count, total, 100L * count / total));
        }
    }

    @Override
    public void close() {
        if (visible) {
            IO.print(ERASE);
        }
    }
}
