package org.multiprocessing.internal.select;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one thread at a time until a channel is ready; an interrupt ends it and leaves the channel open. The thread itself
 * asks the system, so that no other one has to be woken first; a virtual one is parked.
 */
public final class ChannelWait {
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final SelectableChannel channel;
    private final int ops;

    private @Nullable Selector current;
    private boolean woken;

    /** Waits for a channel that does not block to be ready for some operations. */
    public ChannelWait(SelectableChannel channel, int ops) {
        this.channel = channel;
        this.ops = ops;
    }

    /**
     * Waits until the channel is ready, {@link #wake} was called since the last wait, or a time has passed; may return early.
     *
     * @throws java.nio.channels.ClosedChannelException if the channel is closed, but not if that happens during the wait:
     *     whoever closes it wakes
     */
    public void await(long nanos) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Selector selector = Selectors.take();
        try {
            if (begin(selector)) {
                SelectionKey key = channel.register(selector, ops);
                try {
                    select(selector, nanos);
                } finally {
                    key.cancel();
                }
            }
        } finally {
            end();
            Selectors.giveBack(selector);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static void select(Selector selector, long nanos) throws IOException {
        if (nanos <= 0) {
            selector.selectNow();
        } else if (nanos == Long.MAX_VALUE) {
            selector.select();
        } else {
            selector.select((nanos - 1) / NANOS_PER_MILLI + 1);
        }
    }

    private synchronized boolean begin(Selector selector) {
        current = selector;
        return !woken;
    }

    private synchronized void end() {
        current = null;
        woken = false;
    }

    /** Ends the wait of whoever waits, or the next wait at once. */
    public synchronized void wake() {
        woken = true;
        if (current != null) {
            current.wakeup();
        }
    }
}
