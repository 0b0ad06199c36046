package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;

/** What a thread of the server does for a client, one call after the other, for whoever wants to interrupt that. */
final class Running {
    private static final long NONE = -1;

    private @Nullable Thread thread;
    private long current = NONE;
    private long last = NONE;
    private long cancelled = NONE;

    /** Notes that the calling thread begins a call. */
    synchronized void begin(long number) {
        thread = Thread.currentThread();
        current = number;
        last = Math.max(last, number);
        if (cancelled == number) {
            thread.interrupt();
        }
    }

    /** Notes that it has ended; an interrupt that came too late is forgotten. */
    synchronized void end() {
        current = NONE;
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts a call, or one that will begin; one that has ended is left alone. Calls come with growing numbers. */
    synchronized void cancel(long number) {
        if (number > last) {
            cancelled = number;
        } else if (number == current && thread != null) {
            thread.interrupt();
        }
    }

    /** Interrupts whatever runs. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
