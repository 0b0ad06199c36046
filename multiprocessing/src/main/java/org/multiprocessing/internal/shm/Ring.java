package org.multiprocessing.internal.shm;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.multiprocessing.internal.layout.RingLayout;

/**
 * A stream of bytes in shared memory from one writer to one reader, each in any process. Never blocks: {@link #write}
 * takes what fits, {@link #read} gives what is there. A writer or reader that dies leaves the ring as it was after its last
 * completed call.
 */
public final class Ring {
    private final ByteBuffer memory;
    private final int base;
    private final int bytes;
    private final int capacity;
    private final int mask;

    /** Views the ring laid out at {@code base} (see {@link RingLayout}), with room for {@code capacity} bytes. */
    public Ring(ByteBuffer memory, int base, int capacity) {
        this.memory = memory;
        this.base = base;
        this.bytes = base + RingLayout.BYTES;
        this.capacity = capacity;
        this.mask = capacity - 1;
    }

    /** Writes as many of the bytes as there is room for and returns how many. Only the writer calls this. */
    public int write(byte[] source, int from, int length) {
        long tail = memory.getLong(base + RingLayout.TAIL);
        int count = Math.min(length, capacity - (int) (tail - head()));
        if (count > 0) {
            int at = (int) tail & mask;
            int first = Math.min(count, capacity - at);
            memory.put(bytes + at, source, from, first);
            memory.put(bytes, source, from + first, count - first);
            VarHandle.releaseFence(); // the bytes before the tail that announces them
            memory.putLong(base + RingLayout.TAIL, tail + count);
        }
        return count;
    }

    /** Reads as many bytes as are there, at most {@code length}, and returns how many. Only the reader calls this. */
    public int read(byte[] target, int from, int length) {
        long head = memory.getLong(base + RingLayout.HEAD);
        int count = Math.min(length, (int) (tail() - head));
        if (count > 0) {
            int at = (int) head & mask;
            int first = Math.min(count, capacity - at);
            memory.get(bytes + at, target, from, first);
            memory.get(bytes, target, from + first, count - first);
            VarHandle.releaseFence(); // the copy before the head that gives the room back
            memory.putLong(base + RingLayout.HEAD, head + count);
        }
        return count;
    }

    /** Returns how many bytes can be read now. */
    public int readable() {
        return (int) (tail() - memory.getLong(base + RingLayout.HEAD));
    }

    /** Returns how many bytes can be written now. */
    public int writable() {
        return capacity - (int) (memory.getLong(base + RingLayout.TAIL) - head());
    }

    /** Asks the reader to ring the writer's bell when there is room again. Look once more after this. */
    public void announceWriterWaits() {
        memory.putInt(base + RingLayout.WRITER_WAITS, 1);
        VarHandle.fullFence();
    }

    /** Returns whether the writer waits for room, and if so takes its announcement back: the reader then rings. */
    public boolean takeWriterWaits() {
        VarHandle.fullFence(); // the head that the reader moved before the look at the announcement
        if (memory.getInt(base + RingLayout.WRITER_WAITS) == 0) {
            return false;
        }
        memory.putInt(base + RingLayout.WRITER_WAITS, 0);
        return true;
    }

    private long tail() {
        long tail = memory.getLong(base + RingLayout.TAIL);
        VarHandle.acquireFence();
        return tail;
    }

    private long head() {
        long head = memory.getLong(base + RingLayout.HEAD);
        VarHandle.acquireFence();
        return head;
    }
}
