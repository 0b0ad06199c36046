package org.multiprocessing.manager;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.DecodeException;

/** What serves objects, in whatever process: the objects, the clients, and where these come from. */
final class ObjectServer {
    private final ManagerOptionsImpl options;
    private final ObjectTable table = new ObjectTable();
    private final AtomicLong clients = new AtomicLong(LocalLink.CLIENT);
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private final LongAdder refusedCalls = new LongAdder();
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile @Nullable SocketDoor socketDoor;

    ObjectServer(ManagerOptionsImpl options) {
        this.options = options;
    }

    ManagerOptionsImpl options() {
        return options;
    }

    ObjectTable table() {
        return table;
    }

    /** Opens the address of the options, if there is one. */
    void listen() throws IOException {
        if (options.address() != null) {
            socketDoor = SocketDoor.open(this);
        }
    }

    /** Returns where it listens; null if nowhere. */
    @Nullable
    SocketAddress address() {
        SocketDoor door = socketDoor;
        return door == null ? null : door.address();
    }

    /** Completes when the server is ready, or cannot be. */
    CompletableFuture<String> started() {
        return started;
    }

    /** Asks the server to end. */
    void shutDown() {
        ending.countDown();
    }

    void awaitShutdown() throws InterruptedException {
        ending.await();
    }

    /** Lets nobody in any more, and interrupts what runs for those who are. */
    void close() {
        SocketDoor door = socketDoor;
        if (door != null) {
            door.close();
        }
        sessions.forEach(ClientSession::end);
    }

    ClientSession newSession(long pid, String name, boolean inTree) {
        ClientSession session = new ClientSession(this, clients.incrementAndGet(), pid, name, inTree);
        sessions.add(session);
        return session;
    }

    void remove(ClientSession session) {
        sessions.remove(session);
    }

    void countRefused(@Nullable String why) {
        refusedCalls.increment();
        Log.log(Level.DEBUG, "a call was refused: " + why);
    }

    long refusedCount() {
        SocketDoor door = socketDoor;
        return refusedCalls.sum() + (door == null ? 0 : door.refusedCount());
    }

    /** Returns an object of this server that is given to another one. */
    Object nest(long id) throws DecodeException {
        Object referent = table.nest(id);
        if (referent == null) {
            throw new DecodeException("this server has no object " + id);
        }
        return referent;
    }
}
