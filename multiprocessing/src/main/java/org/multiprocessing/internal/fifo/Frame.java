package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.FrameLayout;
import org.multiprocessing.internal.serial.Bulk;

/** A message in shared memory; see {@link FrameLayout}. Valid as long as the caller has the lock. */
public final class Frame {
    private static final Object[] NO_BULKS = {};

    private final MemorySegment memory;
    private final long at;
    private final int head;

    Frame(MemorySegment memory, long at) {
        this.memory = memory;
        this.at = at;
        this.head = Words.getInt(memory, at + FrameLayout.KIND);
    }

    static long size(Parcel parcel) {
        long size = FrameLayout.CONTENT + FrameLayout.aligned(parcel.length());
        List<Bulk> bulks = parcel.bulks();
        if (!bulks.isEmpty()) {
            size += Long.BYTES + (long) bulks.size() * FrameLayout.BULK_SIZE;
            for (Bulk bulk : bulks) {
                size += FrameLayout.aligned(bulk.bytes().byteSize());
            }
        }
        return size;
    }

    static void write(MemorySegment memory, long at, Parcel parcel) {
        List<Bulk> bulks = parcel.bulks();
        int flags = bulks.isEmpty() ? 0 : FrameLayout.FLAG_BULKS;
        Words.putInt(memory, at + FrameLayout.KIND, parcel.kind() | flags);
        Words.putInt(memory, at + FrameLayout.BYTES, parcel.length());
        long content = at + FrameLayout.CONTENT;
        if (flags == 0) {
            parcel.copyTo(memory, content);
        } else {
            writeWithBulks(memory, content, parcel);
        }
    }

    private static void writeWithBulks(MemorySegment memory, long content, Parcel parcel) {
        List<Bulk> bulks = parcel.bulks();
        long at = content;
        Words.putLong(memory, at, bulks.size());
        at += Long.BYTES;
        for (Bulk bulk : bulks) {
            Words.putLong(memory, at, bulk.form());
            Words.putLong(memory, at + Long.BYTES, bulk.bytes().byteSize());
            at += FrameLayout.BULK_SIZE;
        }
        parcel.copyTo(memory, at);
        at += FrameLayout.aligned(parcel.length());
        for (Bulk bulk : bulks) {
            long size = bulk.bytes().byteSize();
            MemorySegment.copy(bulk.bytes(), 0, memory, at, size);
            at += FrameLayout.aligned(size);
        }
    }

    static void writeLink(MemorySegment memory, long at, int entry) {
        Words.putInt(memory, at + FrameLayout.BYTES, entry);
        Words.putInt(memory, at + FrameLayout.KIND, FrameLayout.KIND_LINK);
    }

    boolean isLink() {
        return (head & FrameLayout.KIND_MASK) == FrameLayout.KIND_LINK;
    }

    int linkedEntry() {
        return length();
    }

    boolean isRemoved() {
        return (head & FrameLayout.FLAG_REMOVED) != 0;
    }

    void mark(boolean removed) {
        int others = head & ~FrameLayout.FLAG_REMOVED;
        Words.putInt(memory, at + FrameLayout.KIND, removed ? others | FrameLayout.FLAG_REMOVED : others);
    }

    /** Returns whether it is raw bytes, not an object. */
    public boolean isBytes() {
        return (head & FrameLayout.KIND_MASK) == FrameLayout.KIND_BYTES;
    }

    /** Returns how many bytes it has, large arrays not counted. */
    public int length() {
        return Words.getInt(memory, at + FrameLayout.BYTES);
    }

    /** Returns whether it holds something until it is decoded. */
    public boolean holds() {
        return (head & FrameLayout.FLAG_HOLDS) != 0;
    }

    private boolean hasBulks() {
        return (head & FrameLayout.FLAG_BULKS) != 0;
    }

    private int bulkCount() {
        return hasBulks() ? (int) Words.getLong(memory, at + FrameLayout.CONTENT) : 0;
    }

    private long bulkAt(int index) {
        return at + FrameLayout.CONTENT + Long.BYTES + (long) index * FrameLayout.BULK_SIZE;
    }

    /** Where the bytes are, behind what tells of the large arrays. */
    private long bytesAt() {
        return hasBulks() ? bulkAt(bulkCount()) : at + FrameLayout.CONTENT;
    }

    long size() {
        long size = bytesAt() - at + FrameLayout.aligned(length());
        for (int i = 0; i < bulkCount(); i++) {
            size += FrameLayout.aligned(bulkSize(i));
        }
        return size;
    }

    private long bulkSize(int index) {
        return Words.getLong(memory, bulkAt(index) + Long.BYTES);
    }

    /** Copies the bytes. */
    public byte[] bytes() {
        byte[] copy = new byte[length()];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, bytesAt(), copy, 0, copy.length);
        return copy;
    }

    /** Returns the bytes where they are. */
    public MemorySegment slice() {
        return memory.asSlice(bytesAt(), length());
    }

    /** Copies the large arrays. */
    public Object[] bulks() {
        int count = bulkCount();
        if (count == 0) {
            return NO_BULKS;
        }
        Object[] copies = new Object[count];
        long from = bytesAt() + FrameLayout.aligned(length());
        for (int i = 0; i < count; i++) {
            long size = bulkSize(i);
            @Nullable Object copy = Bulk.copy((int) Words.getLong(memory, bulkAt(i)), memory.asSlice(from, size));
            if (copy == null) {
                throw new IllegalStateException("a message is damaged: it has an array of an unknown form");
            }
            copies[i] = copy;
            from += FrameLayout.aligned(size);
        }
        return copies;
    }
}
