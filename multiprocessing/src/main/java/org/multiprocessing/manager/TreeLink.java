package org.multiprocessing.manager;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;

/** A server of the same tree: calls go through shared memory, by an express lane if one is free, else by the shared lane. */
final class TreeLink extends WireLink {
    private static final Map<Long, TreeLink> LINKS = new ConcurrentHashMap<>();

    /** More threads than processors do not gain by lanes of their own; those that wait need none. */
    private static final int MOST_LANES = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private final long key;
    private final Codec codec = Codec.inTree(this);
    private final Deque<ExpressLane> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger lanes = new AtomicInteger();
    private volatile boolean ended;

    // what this process has at the server, once it has called
    private @Nullable Fifo door;
    private @Nullable Lease life;
    private @Nullable Attachment hold;
    private volatile @Nullable Multiplexer shared;

    private TreeLink(long key, @Nullable Duration limit) {
        super(limit);
        this.key = key;
    }

    /** Returns the server behind a door. */
    static TreeLink of(long key) {
        return LINKS.computeIfAbsent(key, door -> new TreeLink(door, null));
    }

    /** Returns the server behind a door, which this process has made. */
    static TreeLink of(Fifo door, @Nullable Duration limit) {
        return LINKS.computeIfAbsent(TreeDoor.key(door), key -> new TreeLink(key, limit));
    }

    @Override
    Codec codec() {
        return codec;
    }

    @Override
    boolean isEnded() {
        return ended;
    }

    @Override
    RemoteException gone(IOException e) {
        ended = true;
        return new RemoteException("the manager to which this object belongs has ended", "", e);
    }

    // ---- calls

    @Override
    Message exchange(Encoder call, long number, boolean interruptible, long nanos)
            throws IOException, TimeoutException {
        if (ended) {
            throw new EOFException("the server has ended");
        }
        boolean done = false;
        ExpressLane lane = null;
        try {
            lane = takeLane();
            Message answer = lane == null
                    ? exchangeShared(call, number, interruptible, nanos)
                    : exchange(lane, call, number, interruptible, nanos);
            done = true;
            return answer;
        } finally {
            if (lane != null && done) {
                free.addFirst(lane);
            } else if (lane != null) {
                lanes.decrementAndGet();
                lane.close();
            }
        }
    }

    private Message exchange(ExpressLane lane, Encoder call, long number, boolean interruptible, long nanos)
            throws IOException, TimeoutException {
        Runnable cancel = () -> cancel(lane, number);
        try {
            return lane.exchange(call, interruptible ? cancel : () -> {}, nanos, this::serverLives);
        } catch (TimeoutException e) {
            cancel(lane, number);
            throw e;
        }
    }

    private Message exchangeShared(Encoder call, long number, boolean interruptible, long nanos)
            throws IOException, TimeoutException {
        Multiplexer way = shared();
        Runnable cancel = () -> cancel(way, number);
        try {
            return way.exchange(call, number, interruptible ? cancel : () -> {}, nanos);
        } catch (TimeoutException e) {
            cancel(way, number);
            throw e;
        }
    }

    private void cancel(ExpressLane lane, long number) {
        tell(Calls.CANCEL, out -> {
            out.writeLong(lane.key());
            out.writeLong(number);
        });
    }

    private void cancel(Multiplexer way, long number) {
        Encoder out = codec.encoder();
        out.writeByte(Calls.CANCEL);
        out.writeLong(number);
        try {
            way.port().send(out);
            codec.keep(out);
        } catch (IOException e) {
            ended = true; // whoever waits there finds out
        }
    }

    @Override
    void release(long id, int count) {
        if (!ended) {
            tell(Calls.RELEASE, out -> {
                out.writeLong(id);
                out.writeInt(count);
            });
        }
    }

    /** Asks the server to end; does not wait. */
    void askToEnd() {
        tell(Calls.END, out -> {});
    }

    // ---- ways

    private @Nullable ExpressLane takeLane() throws IOException {
        ExpressLane known = free.pollFirst();
        if (known != null) {
            return known;
        }
        if (lanes.incrementAndGet() > MOST_LANES) {
            lanes.decrementAndGet();
            return null;
        }
        boolean done = false;
        try {
            Fifo requests = ManagerFifos.create();
            Port port = openWay(requests, false);
            done = true;
            return new ExpressLane(port, TreeDoor.key(requests));
        } finally {
            if (!done) {
                lanes.decrementAndGet();
            }
        }
    }

    private Multiplexer shared() throws IOException {
        Multiplexer known = shared;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            Multiplexer made = shared;
            if (made == null) {
                made = Multiplexer.of(openWay(ManagerFifos.create(), true), this::dropLate, this::serverLives);
                shared = made;
            }
            return made;
        }
    }

    private void dropLate(Message answer) {
        Answers.drop(codec, answer);
    }

    /** Makes a way and puts its other ends into the door. */
    private Port openWay(Fifo requests, boolean isShared) throws IOException {
        Fifo answers = ManagerFifos.create();
        Port port = new FifoPort(answers, requests);
        boolean done = false;
        try {
            tellOrThrow(Calls.OPEN, out -> {
                Process self = Process.current();
                out.writeLong(ProcessHandle.current().pid());
                out.writeString(self.name());
                out.writeByte(isShared ? 1 : 0);
                writeEnd(out, requests, Ends.RECEIVE);
                writeEnd(out, answers, Ends.SEND);
            });
            done = true;
        } finally {
            requests.ends().close(Ends.RECEIVE);
            answers.ends().close(Ends.SEND);
            if (!done) {
                port.close();
            }
        }
        return port;
    }

    private static void writeEnd(Encoder out, Fifo fifo, int end) {
        out.writeInt(fifo.cell().number());
        out.writeInt(fifo.cell().generation());
        fifo.ends().write(out, end);
    }

    // ---- the door

    private interface Words {
        void write(Encoder out);
    }

    private void tell(byte what, Words words) {
        try {
            tellOrThrow(what, words);
        } catch (IOException e) {
            ended = true;
        }
    }

    private void tellOrThrow(byte what, Words words) throws IOException {
        Fifo open = door();
        Encoder out = codec.encoder();
        out.writeByte(what);
        out.writeLong(life().key());
        words.write(out);
        new FifoPort(open, open).send(out);
        codec.keep(out);
    }

    private boolean serverLives() {
        try {
            return door().hasReceiver();
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized Fifo door() throws IOException {
        Fifo known = door;
        if (known == null) {
            try {
                Cell cell = Cells.shared().find((int) (key >>> 32), (int) key, SlabLayout.KIND_FIFO);
                known = Ends.open(cell, Ends.SEND);
            } catch (ObjectClosedException e) {
                throw new IOException(e);
            }
            door = known;
        }
        return known;
    }

    /** This process's lease, which ends with it. */
    private synchronized Lease life() {
        Lease known = life;
        if (known == null) {
            known = Lease.create();
            hold = known.hold();
            life = known;
        }
        return known;
    }

    // ---- proxies

    @Override
    void writeTravelling(Encoder out, RemoteObject object, String adaptor) {
        ProxyHandles.writeTravelling(out, key, object.id(), object.type(), adaptor);
        ProxyHandles.writeHold(out, object.claim());
    }

    @Override
    synchronized void close() {
        ended = true;
        LINKS.remove(key, this);
        for (ExpressLane lane = free.pollFirst(); lane != null; lane = free.pollFirst()) {
            lane.close();
        }
        Multiplexer way = shared;
        if (way != null) {
            way.port().close();
        }
        if (hold != null) {
            hold.endHold();
            hold = null;
        }
        if (door != null) {
            door.ends().close(Ends.SEND);
        }
    }
}
