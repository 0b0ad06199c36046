package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.FrameLayout;

/** Where messages go in. */
final class Tail {
    private final Cell cell;
    private final MemorySegment header;
    private final Segments segments;
    private final Head head;

    Tail(Cell cell, MemorySegment header, Segments segments, Head head) {
        this.cell = cell;
        this.header = header;
        this.segments = segments;
        this.head = head;
    }

    static void begin(MemorySegment header, long firstSegment) {
        Words.putLong(header, FifoLayout.TAIL_SLOTS + FifoLayout.SLOT_SEGMENT, firstSegment);
    }

    /** Returns how many messages were ever put. */
    static long count(MemorySegment header) {
        return Words.look(header, FifoLayout.COUNT);
    }

    private static long slot(long count) {
        return FifoLayout.TAIL_SLOTS + (count & 1) * FifoLayout.TAIL_SLOT_SIZE;
    }

    /** Adds a message, under the put lock; returns false if there is no room. */
    boolean append(Parcel parcel) {
        long count = Words.getLong(header, FifoLayout.COUNT);
        if (!isAllowed(count)) {
            return false;
        }
        long slot = slot(count);
        long segment = Words.getLong(header, slot + FifoLayout.SLOT_SEGMENT);
        long offset = Words.getLong(header, slot + FifoLayout.SLOT_OFFSET);
        int entry = Words.getInt(header, slot + FifoLayout.SLOT_ENTRY);
        MemorySegment memory = segments.memory(entry);
        long size = Frame.size(parcel);
        if (offset + size + FrameLayout.CONTENT > memory.byteSize()) { // there is always room for a link
            int next = segments.prepare(segment + 1, size + FrameLayout.CONTENT, head.segment(), isEmpty(count));
            if (next < 0) {
                return false;
            }
            Frame.writeLink(memory, offset, next);
            segment++;
            entry = next;
            offset = 0;
            memory = segments.memory(entry);
        }
        Frame.write(memory, offset, parcel);
        parcel.carriedBy(cell.number(), cell.generation(), count);
        commit(count + 1, segment, offset + size, entry);
        return true;
    }

    private void commit(long count, long segment, long offset, int entry) {
        long slot = slot(count);
        Words.putLong(header, slot + FifoLayout.SLOT_SEGMENT, segment);
        Words.putLong(header, slot + FifoLayout.SLOT_OFFSET, offset);
        Words.putInt(header, slot + FifoLayout.SLOT_ENTRY, entry);
        Words.announce(header, FifoLayout.COUNT, count);
    }

    /** Looks at the other side only if what was seen there last does not suffice. */
    private boolean isAllowed(long count) {
        if (count < Words.getLong(header, FifoLayout.ALLOWED)) {
            return true;
        }
        long capacity = Words.getLong(header, FifoLayout.CAPACITY);
        long allowed = capacity == Long.MAX_VALUE ? capacity : head.gone() + capacity;
        Words.putLong(header, FifoLayout.ALLOWED, allowed);
        return count < allowed;
    }

    private boolean isEmpty(long count) {
        return count == head.gone();
    }
}
