package org.multiprocessing.internal.select;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Selectors for the waits of single threads: as many as wait at once, some of them kept for the next ones. */
public final class Selectors {
    private static final int KEPT = 16;

    private static final ConcurrentLinkedDeque<Selector> IDLE = new ConcurrentLinkedDeque<>();

    private Selectors() {}

    static Selector take() throws IOException {
        Selector kept = IDLE.poll();
        return kept != null ? kept : Selector.open();
    }

    /** Takes a selector back, whose keys are cancelled: from here on it holds no channel. */
    static void giveBack(Selector selector) throws IOException {
        selector.selectNow(); // a channel that was closed meanwhile is only now gone for good
        if (IDLE.size() < KEPT) {
            IDLE.push(selector);
        } else {
            selector.close();
        }
    }

    /**
     * Returns whether a channel is ready now, for at least one of some operations.
     *
     * @param channel open, and not blocking
     */
    public static boolean isReady(SelectableChannel channel, int ops) {
        try {
            Selector selector = take();
            try {
                SelectionKey key = channel.register(selector, ops);
                selector.selectNow();
                boolean ready = key.isValid() && key.readyOps() != 0;
                key.cancel();
                return ready;
            } finally {
                giveBack(selector);
            }
        } catch (java.nio.channels.ClosedChannelException | java.nio.channels.CancelledKeyException e) {
            return true; // closed by another thread
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the system whether a channel is ready: " + e.getMessage(), e);
        }
    }
}
