package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;

/** What a thread of the server does for a client, one call after the other, for whoever wants to interrupt that. */
final class Running {
    private static final long NONE = -1;

    private @Nullable Thread thread;
    private long current = NONE;
    private long cancelled = NONE;
    private boolean ended;

    /** Notes that the calling thread begins a call. */
    synchronized void begin(long number) {
        thread = Thread.currentThread();
        current = number;
        if (isCancelled()) {
            thread.interrupt();
        }
    }

    /** Notes that it has ended; an interrupt that came too late is forgotten. */
    synchronized void end() {
        current = NONE;
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts a call, or one that will begin; one that has ended is left alone, and no other has its number. */
    synchronized void cancel(long number) {
        cancelled = number;
        if (number == current && thread != null) {
            thread.interrupt();
        }
    }

    /** Returns whether nobody waits for the end of what runs. */
    synchronized boolean isCancelled() {
        return ended || (cancelled == current && current != NONE);
    }

    /** Interrupts whatever runs, or will begin. */
    synchronized void interrupt() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
