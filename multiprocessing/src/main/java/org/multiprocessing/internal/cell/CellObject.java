package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
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

    /** Appends the cell to a handle, from which on it outlives its creator. */
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
        cell.markSent();
        out.writeInt(cell.number());
        out.writeInt(cell.generation());
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
