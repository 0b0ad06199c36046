package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.os.Os;

/** Gives out the cells for small primitives, and takes them back. */
public final class Slab {
    private final ByteBuffer control;
    private final LifeLocks locks;
    private final Os os;

    Slab(ByteBuffer control, LifeLocks locks, Os os) {
        this.control = control;
        this.locks = locks;
        this.os = os;
    }

    /** Takes a free cell for a bell. */
    public CellHandle newBell() {
        int cell = allocate(SlabLayout.KIND_BELL);
        return new CellHandle(cell, control.getInt(offset(cell) + SlabLayout.GENERATION));
    }

    /** Returns the bell in a cell, or throws {@code ObjectClosedException} if it has been freed. */
    public Bell bell(CellHandle handle) {
        handle.check(control.getInt(offset(handle.cell()) + SlabLayout.GENERATION), "bell");
        return new Bell(os, control, offset(handle.cell()) + SlabLayout.CONTENT);
    }

    /** Gives a cell back; whoever still has a handle of it gets {@code ObjectClosedException} from now on. */
    public void free(CellHandle handle) {
        int at = offset(handle.cell());
        withTables(() -> {
            if (control.getInt(at + SlabLayout.GENERATION) == handle.generation()) {
                control.putInt(at + SlabLayout.GENERATION, handle.generation() + 1);
                control.putInt(at + SlabLayout.KIND, SlabLayout.KIND_FREE);
            }
            return 0;
        });
    }

    private int allocate(int kind) {
        return withTables(() -> {
            for (int cell = 0; cell < ControlLayout.CELLS; cell++) {
                int at = offset(cell);
                if (control.getInt(at + SlabLayout.KIND) == SlabLayout.KIND_FREE) {
                    for (int i = 0; i < SlabLayout.CONTENT_SIZE; i += Long.BYTES) {
                        control.putLong(at + SlabLayout.CONTENT + i, 0);
                    }
                    control.putInt(at + SlabLayout.KIND, kind);
                    return cell;
                }
            }
            throw new IOException("all " + ControlLayout.CELLS + " cells of the session's slab are in use");
        });
    }

    private int withTables(LifeLocks.TableAction action) {
        try {
            return locks.withTables(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int offset(int cell) {
        return ControlLayout.SLAB + cell * SlabLayout.SIZE;
    }
}
