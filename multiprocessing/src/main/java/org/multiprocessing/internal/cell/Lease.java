package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.LeaseLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledge;
import org.multiprocessing.internal.shm.CellHandle;

/** A cell that stays as long as some process of the session, or some message on its way, holds it; see {@link LeaseLayout}. */
public final class Lease {
    private final Cell cell;

    private Lease(Cell cell) {
        this.cell = cell;
    }

    /** Makes one that nobody holds yet; it stays until somebody has held it. */
    public static Lease create() {
        Cell cell = Cells.shared().take(SlabLayout.KIND_LEASE, SlabLayout.FLAG_SENT);
        return new Lease(cell);
    }

    /** Returns the one that another process has told of; it may be gone. */
    public static Lease of(long key) {
        return new Lease(SharedCells.current().view(new CellHandle((int) (key >>> 32), (int) key)));
    }

    /** Returns the number by which another process finds it. */
    public long key() {
        return ((long) cell.number() << 32) | Integer.toUnsignedLong(cell.generation());
    }

    /** Returns whether nobody holds it any more. */
    public boolean isFreed() {
        return cell.isFreed();
    }

    /** Has this process hold it; throws {@code ObjectClosedException} if it is gone. */
    public Attachment hold() {
        Attachment hold = Attachment.make(cell, SlabLayout.KIND_HOLDER, LeaseLayout.ROLE_HELD);
        if (cell.isFreed()) { // perhaps between the two
            hold.end();
            cell.check();
        }
        return hold;
    }

    /** Has a message hold it, which says by what, until it has arrived or will not. */
    public void holdBy(Encoder message) {
        giveTo(message, hold());
    }

    /** Has a message have a hold, which this process has made for it. */
    public static void giveTo(Encoder message, Attachment hold) {
        message.pledge(new InMessage(hold));
        message.writeInt(hold.cell().number());
        message.writeInt(hold.cell().generation());
    }

    /** Ends what a message has held, which has arrived. */
    public static void endHoldOfMessage(int number, int generation) {
        Attachment hold = Attachment.at(Cells.shared(), number);
        if (hold.cell().generation() == generation) { // else its sender is dead
            hold.endHold();
        }
    }

    /** Frees it if nobody holds it: whoever was to hold it may have died before. */
    public void freeIfUnheld() {
        FifoCells.freeIfUnheld(cell);
    }

    /** Has something done when it may have been freed. */
    public Runnable watch(Runnable wake) {
        return cell.home().watch(cell, wake);
    }

    private record InMessage(Attachment hold) implements Pledge {
        @Override
        public void withdraw() {
            hold.endHold();
        }

        @Override
        public void carriedBy(int number, int generation, long index) {
            hold.carriedBy(number, generation, index);
        }

        @Override
        public void goesToParent() {
            hold.giveToParent();
        }
    }
}
