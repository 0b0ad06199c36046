package org.multiprocessing.sync;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.serial.Action;

/** How primitives travel: by what they are and the cell they live in. */
final class SyncHandles {
    static final int KIND = 1;

    private static final int LOCK = 0;
    private static final int RLOCK = 1;
    private static final int SEMAPHORE = 2;
    private static final int BOUNDED = 3;
    private static final int CONDITION = 4;
    private static final int EVENT = 5;
    private static final int BARRIER = 6;

    static {
        Handles.register(KIND, SyncHandles::read);
    }

    private SyncHandles() {}

    static void write(Encoder out, CellObject primitive) {
        out.writeByte(type(primitive));
        primitive.writeCell(out);
    }

    private static int type(Object primitive) {
        if (primitive instanceof RLock) {
            return RLOCK;
        }
        if (primitive instanceof Lock) {
            return LOCK;
        }
        if (primitive instanceof BoundedSemaphore) {
            return BOUNDED;
        }
        if (primitive instanceof Semaphore) {
            return SEMAPHORE;
        }
        if (primitive instanceof Condition) {
            return CONDITION;
        }
        return primitive instanceof Event ? EVENT : BARRIER;
    }

    private static Object read(Decoder in) throws IOException {
        int type = in.readByte();
        int number = in.readInt();
        int generation = in.readInt();
        return switch (type) {
            case LOCK -> new CellLock(find(number, generation, SlabLayout.KIND_LOCK));
            case RLOCK -> new CellRLock(findLock(number, generation));
            case SEMAPHORE -> new CellSemaphore(find(number, generation, SlabLayout.KIND_SEMAPHORE));
            case BOUNDED -> new CellBoundedSemaphore(find(number, generation, SlabLayout.KIND_SEMAPHORE));
            case CONDITION ->
                new CellCondition(find(number, generation, SlabLayout.KIND_CONDITION), (AbstractLock) read(in));
            case EVENT -> new CellEvent(find(number, generation, SlabLayout.KIND_EVENT));
            case BARRIER -> barrier(find(number, generation, SlabLayout.KIND_BARRIER), (@Nullable Action) in.read());
            default -> throw new IOException("no primitive has the type " + type);
        };
    }

    /** Of its own, or the guard of a value. */
    private static Cell findLock(int number, int generation) {
        Cell cell = Cells.shared().at(number);
        boolean isGuard = cell.generation() == generation && cell.kind() == SlabLayout.KIND_GUARDED;
        return isGuard ? cell : find(number, generation, SlabLayout.KIND_LOCK);
    }

    private static CellBarrier barrier(Cell cell, @Nullable Action action) {
        CellBarrier barrier = new CellBarrier(cell, action);
        barrier.point().expect();
        return barrier;
    }

    private static Cell find(int number, int generation, int kind) {
        return Cells.shared().find(number, generation, kind);
    }
}
