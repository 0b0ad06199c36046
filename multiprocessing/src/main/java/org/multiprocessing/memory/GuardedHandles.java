package org.multiprocessing.memory;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleResolver;
import org.multiprocessing.internal.serial.Handles;
import org.multiprocessing.internal.shm.CellHandle;

/** How values and arrays travel: by what they are, the cell they live in, and their shape. */
final class GuardedHandles {
    static final int KIND = 2;

    static final int BOOLEAN_VALUE = 0;
    static final int BYTE_VALUE = 1;
    static final int SHORT_VALUE = 2;
    static final int CHAR_VALUE = 3;
    static final int INT_VALUE = 4;
    static final int LONG_VALUE = 5;
    static final int FLOAT_VALUE = 6;
    static final int DOUBLE_VALUE = 7;
    static final int BOOLEAN_ARRAY = 8;
    static final int BYTE_ARRAY = 9;
    static final int SHORT_ARRAY = 10;
    static final int CHAR_ARRAY = 11;
    static final int INT_ARRAY = 12;
    static final int LONG_ARRAY = 13;
    static final int FLOAT_ARRAY = 14;
    static final int DOUBLE_ARRAY = 15;
    static final int STRUCT_VALUE = 16;
    static final int STRUCT_ARRAY = 17;

    /** What has a file, and was sent or received: who gets the same array with each of a thousand tasks maps it once. */
    private static final Map<CellHandle, Known> KNOWN = new HashMap<>();

    private static final ReferenceQueue<GuardedObject> UNREACHABLE = new ReferenceQueue<>();

    static {
        Handles.register(KIND, new Resolver());
    }

    private GuardedHandles() {}

    private static final class Known extends WeakReference<GuardedObject> {
        final CellHandle handle;

        Known(GuardedObject object) {
            super(object, UNREACHABLE);
            this.handle = object.cell().handle();
        }
    }

    /** Finds what was sent; not a lambda, since a child may do this on its way to the target. */
    private static final class Resolver implements HandleResolver {
        @Override
        public Object read(Decoder in) throws IOException {
            return find(in);
        }
    }

    static void write(Encoder out, GuardedObject object) {
        out.writeByte(object.type());
        object.writeCell(out);
        object.writeShape(out);
        if (object.cell().hasFlag(SlabLayout.FLAG_DATA)) {
            remember(object); // it may come back
        }
    }

    static GuardedObject find(Decoder in) throws IOException {
        int type = in.readByte();
        Cell cell = Cells.shared().find(in.readInt(), in.readInt(), SlabLayout.KIND_GUARDED);
        if (type < BOOLEAN_ARRAY) {
            return value(type, cell);
        }
        boolean struct = type >= STRUCT_VALUE;
        int length = type == STRUCT_VALUE ? 1 : in.readInt();
        RecordLayout<?> layout = struct ? RecordLayout.read(in) : null;
        GuardedObject known = cell.hasFlag(SlabLayout.FLAG_DATA) ? known(cell) : null;
        if (known != null && known.hasLayout(layout)) {
            return known;
        }
        GuardedObject made = layout == null
                ? array(type, cell, length)
                : type == STRUCT_VALUE
                        ? new CellStructValue<>(cell, layout)
                        : new CellStructArray<>(cell, length, layout);
        if (cell.hasFlag(SlabLayout.FLAG_DATA)) {
            remember(made);
        }
        return made;
    }

    private static GuardedObject value(int type, Cell cell) throws IOException {
        return switch (type) {
            case BOOLEAN_VALUE -> new CellBooleanValue(cell);
            case BYTE_VALUE -> new CellByteValue(cell);
            case SHORT_VALUE -> new CellShortValue(cell);
            case CHAR_VALUE -> new CellCharValue(cell);
            case INT_VALUE -> new CellIntValue(cell);
            case LONG_VALUE -> new CellLongValue(cell);
            case FLOAT_VALUE -> new CellFloatValue(cell);
            case DOUBLE_VALUE -> new CellDoubleValue(cell);
            default -> throw new IOException("no value has the type " + type);
        };
    }

    private static GuardedObject array(int type, Cell cell, int length) throws IOException {
        return switch (type) {
            case BOOLEAN_ARRAY -> new CellBooleanArray(cell, length);
            case BYTE_ARRAY -> new CellByteArray(cell, length);
            case SHORT_ARRAY -> new CellShortArray(cell, length);
            case CHAR_ARRAY -> new CellCharArray(cell, length);
            case INT_ARRAY -> new CellIntArray(cell, length);
            case LONG_ARRAY -> new CellLongArray(cell, length);
            case FLOAT_ARRAY -> new CellFloatArray(cell, length);
            case DOUBLE_ARRAY -> new CellDoubleArray(cell, length);
            default -> throw new IOException("no array has the type " + type);
        };
    }

    private static @Nullable GuardedObject known(Cell cell) {
        synchronized (KNOWN) {
            Known known = KNOWN.get(cell.handle());
            return known == null ? null : known.get();
        }
    }

    private static void remember(GuardedObject object) {
        synchronized (KNOWN) {
            for (Object gone = UNREACHABLE.poll(); gone != null; gone = UNREACHABLE.poll()) {
                Known known = (Known) gone;
                KNOWN.remove(known.handle, known);
            }
            KNOWN.put(object.cell().handle(), new Known(object));
        }
    }
}
