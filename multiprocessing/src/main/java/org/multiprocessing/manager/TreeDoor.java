package org.multiprocessing.manager;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.Peer;

/**
 * Where processes of the tree come in: a fifo, whose cell every proxy names. A client puts the ends of its own ways to the server into it,
 * and what cannot wait behind a call. Each way has a thread.
 */
final class TreeDoor implements Peer {
    private static volatile @Nullable TreeDoor ofThisProcess;

    private final ObjectServer server;
    private final Fifo door;
    private final Map<Long, TreeClient> clients = new ConcurrentHashMap<>();

    TreeDoor(ObjectServer server, Fifo door) {
        this.server = server;
        this.door = door;
    }

    static @Nullable TreeDoor ofThisProcess() {
        return ofThisProcess;
    }

    ObjectServer server() {
        return server;
    }

    long key() {
        return key(door);
    }

    /** What a client has given to another object, the server's own pool too, goes on to other processes as a proxy. */
    @Override
    public @Nullable HandleBacked handleOf(Object value) {
        HostedObject nested = server.table().findNested(value);
        return nested == null ? null : ProxyHandles.travelling(this, nested);
    }

    static long key(Fifo fifo) {
        return ((long) fifo.cell().number() << 32)
                | Integer.toUnsignedLong(fifo.cell().generation());
    }

    /** Lets clients in from now on. */
    void open() {
        ofThisProcess = this;
        Encoder.setHost(this);
        Thread.ofPlatform().daemon().name("multiprocessing-manager-door").start(this::receive);
    }

    private void receive() {
        Port port = new FifoPort(door, door);
        Decoder in = new Decoder(ProgramClasses.loader());
        try {
            while (true) {
                Message message = port.receive(Port.FOREVER);
                if (message != null) {
                    handle(in.wrap(message.bytes(), message.from(), message.length()));
                }
            }
        } catch (IOException | RuntimeException e) { // at the latter, the session goes while this JVM ends
            Quietly.note("the manager's door is closed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void handle(Decoder in) {
        try {
            byte what = in.readByte();
            long key = in.readLong();
            if (what == Calls.OPEN) {
                open(key, in);
                return;
            }
            if (what == Calls.END) {
                server.shutDown();
                return;
            }
            TreeClient client = clients.get(key);
            if (client == null) {
                return; // it has died meanwhile
            }
            if (what == Calls.CANCEL) {
                client.cancel(in.readLong(), in.readLong());
            } else if (what == Calls.RELEASE) {
                client.session().giveBack(in.readLong(), in.readInt());
            }
        } catch (IOException
                | RuntimeException
                | Error e) { // a client that has died in the middle, or memory lacks: others come in
            Quietly.note("a message at the manager's door", e);
        }
    }

    private void open(long key, Decoder in) throws IOException {
        long pid = in.readLong();
        String name = in.readString();
        boolean shared = in.readByte() != 0;
        Fifo requests = readEnd(in, Ends.RECEIVE);
        Fifo answers = readEnd(in, Ends.SEND);
        TreeClient client = clients.get(key);
        if (client == null) {
            client = new TreeClient(server.newSession(pid, name, true), Lease.of(key));
            clients.put(key, client);
            client.watch(() -> clients.remove(key));
        }
        client.open(new FifoPort(requests, answers), key(requests), shared);
    }

    /** Reads an end of a fifo that a client has made. */
    private static Fifo readEnd(Decoder in, int end) throws IOException {
        Cell cell = Cells.shared().find(in.readInt(), in.readInt(), SlabLayout.KIND_FIFO);
        return Ends.read(in, cell, end);
    }
}
