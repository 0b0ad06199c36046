package org.multiprocessing.internal.select;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that asks the system about all channels that somebody waits for together with other things. It begins with the
 * first of them, and ends some time after the last.
 */
final class SelectorThread implements Runnable {
    private static final long IDLE_MILLIS = 2_000;

    /** A selector is not told that a channel was closed; those that are not ours are asked now and then. */
    private static final long CLOSED_MILLIS = 500;

    private static @Nullable SelectorThread running;

    private final Selector selector;
    private final Queue<Consumer<SelectorThread>> changes = new ConcurrentLinkedQueue<>();

    // of this thread only
    private final IdentityHashMap<SelectableChannel, Watched> watched = new IdentityHashMap<>();
    private long nextLook = System.nanoTime();
    private long lastUse = System.nanoTime();

    private SelectorThread(Selector selector) {
        this.selector = selector;
    }

    /** Has something done by the thread. */
    static synchronized void change(Consumer<SelectorThread> change) {
        SelectorThread thread = running;
        if (thread == null) {
            thread = new SelectorThread(open());
            Thread.ofPlatform().daemon().name("multiprocessing-selector").start(thread);
            running = thread;
        }
        thread.changes.add(change);
        thread.selector.wakeup();
    }

    private static Selector open() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wait for channels: " + e.getMessage(), e);
        }
    }

    private static boolean end(SelectorThread thread) {
        synchronized (SelectorThread.class) {
            if (!thread.changes.isEmpty()) {
                return false;
            }
            if (thread == running) {
                running = null;
            }
            return true;
        }
    }

    @Override
    public void run() {
        try (selector) {
            do {
                selector.select(this::ready, watched.isEmpty() ? IDLE_MILLIS : CLOSED_MILLIS);
                boolean changed = makeChanges();
                if (System.nanoTime() - nextLook >= 0) {
                    fireClosed();
                    nextLook = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSED_MILLIS);
                }
                if (changed || !watched.isEmpty()) {
                    lastUse = System.nanoTime();
                }
            } while (System.nanoTime() - lastUse < TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS) || !end(this));
        } catch (IOException e) {
            throw new UncheckedIOException("the system does not tell which channels are ready", e);
        } finally {
            end(this); // after a failure: the next wait begins with another one
        }
    }

    private boolean makeChanges() {
        boolean changed = false;
        for (var next = changes.poll(); next != null; next = changes.poll()) {
            next.accept(this);
            changed = true;
        }
        return changed;
    }

    private void ready(SelectionKey key) {
        Watched channel = watched.get(key.channel());
        if (channel != null) {
            channel.fire(readyOps(key));
            channel.update();
        }
    }

    private static int readyOps(SelectionKey key) {
        try {
            return key.readyOps();
        } catch (CancelledKeyException e) {
            return -1; // closed just now: ready for everything
        }
    }

    private void fireClosed() {
        for (Watched channel : List.copyOf(watched.values())) {
            if (!channel.key.isValid()) {
                channel.fire(-1);
            }
        }
    }

    void watch(Watches watches) {
        try {
            Watched channel = watched.get(watches.channel);
            if (channel == null) {
                channel = new Watched(register(watches.channel));
                watched.put(watches.channel, channel);
            }
            channel.all.remove(watches);
            channel.all.add(watches);
            channel.armed.add(watches);
            channel.update();
        } catch (ClosedChannelException | IllegalBlockingModeException e) {
            watches.ready(); // who waits for it looks, and sees it
        }
    }

    private SelectionKey register(SelectableChannel channel) throws ClosedChannelException {
        try {
            return channel.register(selector, 0);
        } catch (CancelledKeyException e) { // cancelled since the last select, which a select completes
            try {
                selector.selectNow(this::ready);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return channel.register(selector, 0);
        }
    }

    void forget(Watches watches) {
        Watched channel = watched.get(watches.channel);
        if (channel != null) {
            channel.all.remove(watches);
            channel.armed.remove(watches);
            channel.update();
            if (channel.all.isEmpty()) {
                watched.remove(watches.channel);
                channel.key.cancel();
                selector.wakeup(); // the next select lets go of the channel
            }
        }
    }

    private static final class Watched {
        private final SelectionKey key;
        private final List<Watches> all = new ArrayList<>();
        private final List<Watches> armed = new ArrayList<>();

        Watched(SelectionKey key) {
            this.key = key;
        }

        void fire(int ops) {
            for (Watches watches : List.copyOf(armed)) {
                if ((watches.ops & ops) != 0) {
                    armed.remove(watches);
                    watches.ready();
                }
            }
        }

        void update() {
            int ops = 0;
            for (Watches watches : armed) {
                ops |= watches.ops;
            }
            try {
                key.interestOps(ops);
            } catch (CancelledKeyException e) {
                fire(-1); // closed: ready for everything
            }
        }
    }
}
