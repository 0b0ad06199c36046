package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.Peer;
import org.multiprocessing.internal.serial.Pledge;

/** A client process as its server sees it: what it has, and what runs for it. */
final class ClientSession implements Peer {
    /** An object whose value is being copied, although it is hosted. */
    private static final ThreadLocal<@Nullable Object> COPIED = new ThreadLocal<>();

    private final ObjectServer server;
    private final ObjectTable table;
    private final long number;
    private final long pid;
    private final String name;
    private final String words;
    private final boolean inTree;
    private final Codec codec;
    private final Control control;
    private final Map<HostedObject, Integer> loans = new HashMap<>();
    private final List<Lease> leases = new ArrayList<>();
    private int mostLeases = 64;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gone = new AtomicBoolean();

    ClientSession(ObjectServer server, long number, long pid, String name, boolean inTree) {
        this.server = server;
        this.table = server.table();
        this.number = number;
        this.pid = pid;
        this.name = name;
        this.words = name + ", pid " + pid;
        this.inTree = inTree;
        this.codec = inTree ? Codec.inTree(this) : Codec.outside(this, server.options());
        this.control = new ServerControl(server, this);
    }

    ObjectServer server() {
        return server;
    }

    Codec codec() {
        return codec;
    }

    Control control() {
        return control;
    }

    boolean isInTree() {
        return inTree;
    }

    /** Returns a thread of the client that makes a call. */
    Caller caller(long thread, Running call) {
        return new Caller(number, thread, words, gone::get, call::isCancelled);
    }

    String words() {
        return words;
    }

    /** Returns what the client may call by a number: from outside of the tree, only what it was given. */
    @Nullable
    HostedObject find(long id) {
        HostedObject object = table.find(id);
        return object == null || inTree || table.isLent(object, loans) ? object : null;
    }

    /** Returns whether it may send functions, and have them run here. */
    boolean maySendFunctions() {
        return inTree || server.options().functions();
    }

    // ---- what travels

    @Override
    @SuppressWarnings("ReferenceEquality") // the very object
    public @Nullable HandleBacked handleOf(Object value) {
        if (value instanceof OwnReference reference) {
            return new Lent(reference);
        }
        if (value instanceof Adaptor adaptor) {
            Object service = adaptor.service();
            HostedObject object = table.find(null, service);
            return object == null ? null : new Lent(new OwnReference(object, adaptor.name(), service));
        }
        HostedObject nested = table.findNested(value);
        return nested == null || value == COPIED.get() ? null : new Lent(new OwnReference(nested, "", value));
    }

    /** Says that the next message has the value of an object, and not a proxy; null ends that. */
    static void copy(@Nullable Object value) {
        if (value == null) {
            COPIED.remove();
        } else {
            COPIED.set(value);
        }
    }

    /** Returns what a client has named, for another object to have. */
    Object resolve(long id, String adaptor) throws DecodeException {
        HostedObject object = find(id);
        Object referent = object == null ? null : table.nest(id);
        if (referent == null) {
            throw new DecodeException("this server has no object " + id);
        }
        return ProxyHandles.adapt(referent, adaptor);
    }

    /** On its way to the client, which has it from now on. */
    private final class Lent implements HandleBacked, Pledge {
        private final OwnReference reference;

        Lent(OwnReference reference) {
            this.reference = reference;
        }

        @Override
        public int handleKind() {
            return ProxyHandles.KIND;
        }

        @Override
        public void writeHandle(Encoder out) {
            HostedObject object = reference.object();
            table.lend(object, loans);
            if (gone.get()) { // and has given back what it had before this
                table.giveBackAll(loans);
            }
            out.pledge(this);
            out.writeByte(ProxyHandles.OWN);
            out.writeLong(object.id());
            out.write(object.type());
            out.writeString(reference.adaptor());
        }

        @Override
        public void withdraw() {
            giveBack(reference.object(), 1);
        }

        @Override
        public void carriedBy(int cell, int generation, long index) {
            // goes with the client, wherever the message is
        }

        @Override
        public void goesToParent() {
            // likewise
        }
    }

    /** Notes that the client is about to hold a lease, and may die before it does. */
    void told(Lease lease) {
        synchronized (leases) {
            leases.add(lease);
            if (leases.size() > mostLeases) {
                leases.removeIf(Lease::isFreed);
                mostLeases = Math.max(mostLeases, 2 * leases.size());
            }
        }
    }

    private void freeUnheldLeases() {
        List<Lease> all;
        synchronized (leases) {
            all = List.copyOf(leases);
            leases.clear();
        }
        all.forEach(Lease::freeIfUnheld);
    }

    void giveBack(long id, int count) {
        HostedObject object = table.find(id);
        if (object != null && count > 0) {
            giveBack(object, count);
        }
    }

    private void giveBack(HostedObject object, int count) {
        table.giveBack(object, count, loans);
    }

    // ---- what runs

    /** Notes a thread, or a call, that works for this client from now on. */
    void add(Running work) {
        running.add(work);
        if (gone.get()) {
            work.interrupt();
        }
    }

    void remove(Running work) {
        running.remove(work);
    }

    boolean isGone() {
        return gone.get();
    }

    /** The process has disconnected or died. */
    void end() {
        if (!gone.compareAndSet(false, true)) {
            return;
        }
        server.remove(this);
        for (Object referent : table.all()) {
            if (referent instanceof ClientWatcher watcher) {
                watcher.clientGone(number, pid, name);
            }
        }
        running.forEach(Running::interrupt);
        table.giveBackAll(loans);
        freeUnheldLeases();
    }
}
