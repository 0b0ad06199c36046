package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.Pledge;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.Shared;

/** An object that lives in a cell, and travels by it: two of one class are equal if it is the same cell. */
public abstract class CellObject implements Shared, HandleBacked {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Cell cell;

    protected CellObject(Cell cell) {
        this.cell = cell;
    }

    /** Returns the cell. */
    public final Cell cell() {
        return cell;
    }

    @Override
    public void free() {
        cell.home().free(cell);
    }

    /** Appends the cell to a handle; it outlives its creator once the message is in a queue, or at once in one for no queue. */
    public final void writeCell(Encoder out) {
        cell.check();
        if (!cell.home().isShared()) {
            throw new NotShareableException(
                    "an object of the threads context, which lives in this JVM only; make it with the context of a start method"
                            + " that starts processes",
                    "",
                    getClass().getName(),
                    null);
        }
        if (!cell.isSent()) {
            give(out);
        }
        out.writeInt(cell.number());
        out.writeInt(cell.generation());
    }

    /** Not before a queue has it: whoever is killed while it waits for room must leave nothing that nobody knows. */
    private void give(Encoder out) {
        if (out.isQueued()) {
            out.pledge(new InQueue(this));
        } else {
            cell.markSent();
        }
    }

    /** @param object which must stay reachable until then, or its cell would be freed */
    private record InQueue(CellObject object) implements Pledge {
        @Override
        public void withdraw() {}

        @Override
        public void carriedBy(int queue, int generation, long index) {
            object.cell.markSent();
        }

        @Override
        public void goesToParent() {
            object.cell.markSent();
        }

        @Override
        public boolean endsWithReading() {
            return false;
        }
    }

    /** The library's own way replaces it by its handle before this is asked. */
    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException(this
                + " travels to processes of the same tree only, and not through an ObjectOutputStream of the program");
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof CellObject object && object.getClass().equals(getClass()) && object.cell.equals(cell);
    }

    @Override
    public final int hashCode() {
        return cell.hashCode();
    }
}
