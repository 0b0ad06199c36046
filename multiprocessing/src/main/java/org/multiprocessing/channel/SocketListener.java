package org.multiprocessing.channel;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/**
 * A listener at a socket. One thread takes newcomers from the system; each shakes hands in a virtual thread of its own, and is then put
 * into the queue that accepting takes from. While the queue is full, newcomers wait in the system's backlog.
 */
final class SocketListener<T extends @Nullable Object> implements Listener<T> {
    /** Who comes when so many are in the middle of the handshake is turned away. */
    static final int MAX_HANDSHAKES = 1000;

    /**
     * How many the system keeps at least, before we even see them. What the program says is for those that have proved themselves; a crowd
     * of others must not fill their place, and who finds no place comes again only after a second.
     */
    private static final int LEAST_SYSTEM_BACKLOG = 512;

    /** When the system has no descriptor for a newcomer, it is asked again after this. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel channel;
    private final SocketAddress address;
    private final @Nullable SocketFile file;
    private final AuthKey key;
    private final SocketOptionsImpl options;
    private final AcceptQueue<SocketConnection<T>> queue;
    private final Thread taker;
    private final Semaphore handshakes = new Semaphore(MAX_HANDSHAKES);
    private final Set<Thread> shaking = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable SocketAddress lastAccepted;

    private SocketListener(ServerSocketChannel channel, AuthKey key, SocketOptionsImpl options) throws IOException {
        this.channel = channel;
        this.address = channel.getLocalAddress();
        this.file = SocketFile.of(address);
        this.key = key;
        this.options = options;
        this.queue = new AcceptQueue<>(options.backlog());
        this.taker = Thread.ofPlatform()
                .daemon()
                .name("multiprocessing-listener " + address)
                .unstarted(this::takeNewcomers);
    }

    static <T extends @Nullable Object> SocketListener<T> open(
            SocketAddress address, AuthKey key, SocketOptionsImpl options) throws IOException {
        ServerSocketChannel channel = SocketChannels.listen(address, Math.max(options.backlog(), LEAST_SYSTEM_BACKLOG));
        boolean done = false;
        try {
            SocketListener<T> listener = new SocketListener<>(channel, key, options);
            listener.taker.start();
            done = true;
            return listener;
        } finally {
            if (!done) {
                SocketChannels.close(channel);
            }
        }
    }

    private void takeNewcomers() {
        try {
            boolean told = false;
            @Nullable Throwable untold = null;
            while (queue.awaitRoom()) {
                try {
                    begin(channel.accept());
                    if (untold != null && tell(untold)) {
                        untold = null;
                    }
                    told = false;
                } catch (IOException | RuntimeException | Error e) { // whatever it is, it must not end the listener
                    if (!channel.isOpen()) {
                        return;
                    }
                    if (!told) { // once: there may be no descriptor for a long time
                        told = tell(e);
                        untold = told ? null : e;
                    }
                    queue.pause(PAUSE_NANOS);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Returns whether it could be told: also for that, there may be no descriptor. */
    private boolean tell(Throwable e) {
        try {
            Log.log(Level.WARNING, "the listener at " + address + " cannot take newcomers now: " + e);
            return true;
        } catch (RuntimeException | Error logging) {
            return false;
        }
    }

    private void begin(SocketChannel newcomer) {
        if (!handshakes.tryAcquire()) {
            SocketChannels.close(newcomer);
            refuse("a peer", "there are " + MAX_HANDSHAKES + " others in the middle of the handshake", Level.INFO);
            return;
        }
        Thread thread = Thread.ofVirtual().name("multiprocessing-handshake").unstarted(() -> shakeHands(newcomer));
        shaking.add(thread);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                shaking.remove(thread);
                handshakes.release();
                SocketChannels.close(newcomer);
            }
        }
    }

    private void shakeHands(SocketChannel newcomer) {
        String peer = "a peer";
        boolean done = false;
        try {
            if (closed.get()) { // which has not interrupted those that came after it
                return;
            }
            peer = "the peer at " + newcomer.getRemoteAddress();
            SocketConnection<T> connection = Handshake.asListener(newcomer, key, options);
            done = queue.put(connection);
        } catch (AuthenticationException e) {
            refuse(peer, e.getMessage(), Level.INFO);
        } catch (IOException | RuntimeException e) {
            refuse(peer, e.toString(), Level.DEBUG);
        } catch (InterruptedException e) {
            refuse(peer, "the listener ends", Level.DEBUG);
        } finally {
            if (!done) {
                SocketChannels.close(newcomer);
            }
            shaking.remove(Thread.currentThread());
            handshakes.release();
        }
    }

    private void refuse(Object peer, @Nullable String reason, Level level) {
        if (!closed.get()) {
            refused.increment();
            Log.log(level, "the listener at " + address + " has turned away " + peer + ": " + reason);
        }
    }

    @Override
    public Connection<T> accept() throws IOException, InterruptedException {
        SocketConnection<T> connection = queue.take();
        lastAccepted = connection.peer();
        return connection;
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public Optional<SocketAddress> lastAccepted() {
        return Optional.ofNullable(lastAccepted);
    }

    @Override
    public long refusedCount() {
        return refused.sum();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (file != null) {
            file.remove();
        }
        SocketChannels.close(channel);
        queue.close().forEach(SocketConnection::close);
        shaking.forEach(Thread::interrupt);
        awaitTaker();
    }

    /** As long as that thread is inside the system, the address is taken, and newcomers may still get in. */
    private void awaitTaker() {
        boolean interrupted = false;
        while (taker.isAlive()) {
            try {
                taker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "listener at " + address + (closed.get() ? ", closed" : "");
    }
}
