package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.layout.FifoLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * The memory of a queue: pieces that follow each other, each made when it is needed, used again when everything in it was taken, and given
 * back when there are too many. What is said of the put lock here: the caller has it.
 */
final class Segments {
    /** What it has at first, and may keep for nothing. */
    private static final long SMALLEST = 1 << 16;

    private static final long KEPT_IDLE = 1 << 20;
    private static final int NONE = -1;

    private final Cell cell;
    private final MemorySegment header;
    private final AtomicReferenceArray<@Nullable Mapping> mappings = new AtomicReferenceArray<>(FifoLayout.ENTRY_COUNT);

    private record Mapping(int file, MemorySegment memory) {}

    Segments(Cell cell, MemorySegment header) {
        this.cell = cell;
        this.header = header;
    }

    /** Makes the first one, behind the header. */
    static void begin(MemorySegment header, long firstSegment) {
        Words.putLong(header, FifoLayout.ENTRIES + FifoLayout.ENTRY_SEGMENT, firstSegment);
        Words.putLong(header, FifoLayout.ENTRIES + FifoLayout.ENTRY_BYTES, header.byteSize() - FifoLayout.SIZE);
        Words.putInt(header, FifoLayout.NEXT_FILE, 1);
    }

    private static long at(int entry) {
        return FifoLayout.ENTRIES + (long) entry * FifoLayout.ENTRY_SIZE;
    }

    private long bytes(int entry) {
        return Words.getLong(header, at(entry) + FifoLayout.ENTRY_BYTES);
    }

    private long segment(int entry) {
        return Words.getLong(header, at(entry) + FifoLayout.ENTRY_SEGMENT);
    }

    private int file(int entry) {
        return Words.getInt(header, at(entry) + FifoLayout.ENTRY_FILE);
    }

    /** Returns the memory of a segment that is in use. */
    MemorySegment memory(int entry) {
        int file = file(entry);
        Mapping known = mappings.get(entry);
        if (known != null && known.file == file) {
            return known.memory;
        }
        MemorySegment memory =
                file == 0 ? header.asSlice(FifoLayout.SIZE) : cell.home().addedData(cell, file);
        mappings.set(entry, new Mapping(file, memory));
        return memory;
    }

    /**
     * Finds memory for the next segment, under the put lock.
     *
     * @param bytes how many it must have at least
     * @param head the segment in which the first message is; what is before is free
     * @param isEmpty whether there is no message: then one may be larger than all may be
     * @return the entry, or a negative number if there is to be no more memory now
     */
    int prepare(long segment, long bytes, long head, boolean isEmpty) {
        Census census = new Census(segment, head);
        long wanted = Math.max(bytes, Math.min(largest(), Math.max(SMALLEST, census.total)));
        int fitting = census.smallestIdle(bytes, 4 * wanted);
        if (fitting >= 0) {
            Words.putLong(header, at(fitting) + FifoLayout.ENTRY_SEGMENT, segment);
            trim(head);
            return fitting;
        }
        return make(segment, bytes, wanted, census, isEmpty);
    }

    private int make(long segment, long bytes, long wanted, Census census, boolean isEmpty) {
        long limit = Words.getLong(header, FifoLayout.LIMIT);
        if (census.total + wanted > limit || census.free < 0) {
            census.dropIdle();
        }
        long size = census.total + wanted > limit ? bytes : wanted;
        if ((census.total + size > limit && !isEmpty) || census.free < 0) {
            return NONE;
        }
        int file = Words.getInt(header, FifoLayout.NEXT_FILE);
        int entry = census.free;
        Words.putInt(header, FifoLayout.NEXT_FILE, file + 1);
        Words.announceInt(header, at(entry) + FifoLayout.ENTRY_FILE, file); // before there is one: see clear()
        cell.home().addData(cell, file, size);
        Words.putLong(header, at(entry) + FifoLayout.ENTRY_SEGMENT, segment);
        Words.announce(header, at(entry) + FifoLayout.ENTRY_BYTES, size); // last: now there is one
        return entry;
    }

    /** Returns whether there were ever more than at first; without a lock. */
    boolean areMany() {
        return Words.getIntVolatile(header, FifoLayout.NEXT_FILE) > 1;
    }

    /** Has an entry without memory name no file: it was made, or was to be deleted, by somebody who died. */
    private void clear(int entry) {
        int file = file(entry);
        if (file != 0) {
            mappings.set(entry, null);
            cell.home().dropData(cell, file);
            Words.putInt(header, at(entry) + FifoLayout.ENTRY_FILE, 0);
        }
    }

    private long largest() {
        return Words.getLong(header, FifoLayout.LARGEST_SEGMENT);
    }

    /** Gives back what is idle, unless it is little, or not much more than what is in use; under the put lock. */
    void trim(long head) {
        Census census = new Census(0, head);
        if (census.idle > Math.max(KEPT_IDLE, 2 * (census.total - census.idle))) {
            census.dropIdle();
        }
    }

    /** What there is, under the put lock. */
    private final class Census {
        private final long next;
        private final long head;
        private final boolean hasLoans = Words.getIntVolatile(header, FifoLayout.LOANS) != 0;
        private long total;
        private long idle;

        /** An entry without memory. */
        private int free = NONE;

        /** @param next what an entry may be prepared for already, by somebody who died */
        Census(long next, long head) {
            this.next = next;
            this.head = head;
            for (int entry = FifoLayout.ENTRY_COUNT - 1; entry >= 0; entry--) {
                long bytes = bytes(entry);
                total += bytes;
                if (bytes == 0) {
                    clear(entry);
                    free = entry;
                } else if (isIdle(entry)) {
                    idle += bytes;
                }
            }
        }

        private boolean isIdle(int entry) {
            long segment = segment(entry);
            return (segment < head || segment == next) && !isLent(entry);
        }

        private boolean isLent(int entry) {
            return hasLoans && Attachment.any(cell, SlabLayout.KIND_LOAN, entry + 1);
        }

        int smallestIdle(long least, long most) {
            int found = NONE;
            for (int entry = 0; entry < FifoLayout.ENTRY_COUNT; entry++) {
                long bytes = bytes(entry);
                if (bytes >= least && bytes <= most && isIdle(entry) && (found < 0 || bytes < bytes(found))) {
                    found = entry;
                }
            }
            return found;
        }

        void dropIdle() {
            for (int entry = 0; entry < FifoLayout.ENTRY_COUNT; entry++) {
                long bytes = bytes(entry);
                if (bytes != 0 && file(entry) != 0 && isIdle(entry)) {
                    Words.announce(header, at(entry) + FifoLayout.ENTRY_BYTES, 0);
                    clear(entry);
                    total -= bytes;
                    idle -= bytes;
                    free = entry;
                }
            }
        }
    }
}
