package org.multiprocessing.internal.select;

import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who wait for one channel together with other things. They are woken once when the system says that it is ready, and again
 * only after somebody has looked, found that it is not, and said so by {@link #rearm}.
 */
public final class Watches {
    final SelectableChannel channel;
    final int ops;

    private final List<Runnable> wakes = new ArrayList<>();
    private boolean armed;

    /** Watches for a channel that does not block to be ready for some operations. */
    public Watches(SelectableChannel channel, int ops) {
        this.channel = channel;
        this.ops = ops;
    }

    /**
     * Adds somebody, who must look for himself after that: what is ready already wakes nobody for sure.
     *
     * @return what takes it back, to be run once
     */
    public Runnable add(Runnable wake) {
        synchronized (this) {
            arm();
            wakes.add(wake);
        }
        return () -> remove(wake);
    }

    private synchronized void remove(Runnable wake) {
        if (wakes.remove(wake) && wakes.isEmpty()) {
            armed = false;
            SelectorThread.change(thread -> thread.forget(this));
        }
    }

    /** Asks the system to be told again. */
    public synchronized void rearm() {
        if (!wakes.isEmpty()) {
            arm();
        }
    }

    private void arm() {
        if (!armed) {
            SelectorThread.change(thread -> thread.watch(this));
            armed = true; // not if that has failed
        }
    }

    /** Wakes all; for what the system does not know, such as bytes that were read and not used yet. */
    public void fire() {
        List<Runnable> all;
        synchronized (this) {
            if (wakes.isEmpty()) {
                return;
            }
            all = List.copyOf(wakes);
        }
        all.forEach(Runnable::run);
    }

    /** The selector's thread has seen that the channel is ready, or closed. */
    void ready() {
        synchronized (this) {
            armed = false;
        }
        fire();
    }

    /** Wakes all, after the channel was closed, and lets go of it: as long as it is watched, the system keeps it open. */
    public void close() {
        fire();
        synchronized (this) {
            if (!wakes.isEmpty()) {
                SelectorThread.change(thread -> thread.forget(this));
            }
        }
    }
}
