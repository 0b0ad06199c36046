package org.multiprocessing.channel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Frame;
import org.multiprocessing.internal.fifo.Reception;

/** Receives a message of raw bytes where it is, if it is large, or else copies it into memory of an arena. */
final class BorrowedBytes implements Reception {
    /** What is smaller is copied in less time than it takes to borrow it. */
    private static final int SMALLEST = 1 << 15;

    private final Fifo fifo;
    private final Arena arena;
    private MemorySegment segment = MemorySegment.NULL;

    BorrowedBytes(Fifo fifo, Arena arena) {
        this.fifo = fifo;
        this.arena = arena;
        arena.allocate(1); // before anything is taken: throws if it is closed, or another thread's
    }

    @Override
    public boolean receive(Frame frame) {
        if (!frame.isBytes()) {
            return false;
        }
        MemorySegment found = frame.slice();
        segment = canBorrow() && found.byteSize() >= SMALLEST ? borrow(found) : copy(found);
        return true;
    }

    private boolean canBorrow() {
        return !fifo.isLocal() && BorrowedBytes.class.getModule().isNativeAccessEnabled();
    }

    private MemorySegment copy(MemorySegment found) {
        return arena.allocate(found.byteSize(), Long.BYTES).copyFrom(found).asReadOnly();
    }

    /** The arena that closes ends the loan; until then the mapping must not go. */
    @SuppressWarnings("restricted") // the slice is bound to the arena; no address is made up
    private MemorySegment borrow(MemorySegment found) {
        Attachment loan = fifo.lend();
        try {
            return found.reinterpret(arena, memory -> {
                        try {
                            loan.end();
                        } finally {
                            Reference.reachabilityFence(found);
                        }
                    })
                    .asReadOnly();
        } catch (IllegalStateException e) { // another thread has closed the arena while this waited
            loan.end();
            throw e;
        }
    }

    MemorySegment segment() {
        return segment;
    }
}
