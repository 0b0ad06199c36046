package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ControlLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.os.Os;

/**
 * Gives out the cells for small primitives, and takes them back. The first ones are in the control file; further files with as
 * many are added when they are needed. A cell that was freed last is used again last, so that whoever uses a stale handle at the
 * moment of the free does no harm.
 */
public final class Slab {
    private final Path folder;
    private final ByteBuffer control;
    private final LifeLocks locks;
    private final Os os;
    private final @Nullable ByteBuffer[] chunks = new @Nullable ByteBuffer[1 + ControlLayout.MAX_CHUNKS];
    private final @Nullable MemorySegment[] segments = new @Nullable MemorySegment[1 + ControlLayout.MAX_CHUNKS];

    Slab(Path folder, ByteBuffer control, LifeLocks locks, Os os) {
        this.folder = folder;
        this.control = control;
        this.locks = locks;
        this.os = os;
    }

    /**
     * Takes a free cell for a bell.
     *
     * @param creator the process that takes it
     */
    public CellHandle newBell(int creator) {
        return take(SlabLayout.KIND_BELL, creator, 0);
    }

    /** Frees the bells of a dead process. */
    void freeBellsOf(int dead) {
        for (int cell = 0; cell < top(); cell++) {
            if (kind(cell) == SlabLayout.KIND_BELL && chunk(cell).getInt(offset(cell) + SlabLayout.CREATOR) == dead) {
                free(handle(cell));
            }
        }
    }

    /** Returns the bell in a cell, or throws {@code ObjectClosedException} if it has been freed. */
    public Bell bell(CellHandle handle) {
        ByteBuffer chunk = chunk(handle.cell());
        int at = offset(handle.cell());
        handle.check(chunk.getInt(at + SlabLayout.GENERATION), "bell");
        return new Bell(os, chunk, at + SlabLayout.CONTENT);
    }

    /**
     * Takes a free cell, zeroed but for the words on which threads sleep.
     *
     * @param creator the process that takes it
     */
    public CellHandle take(int kind, int creator, int flags) {
        int cell = withTables(() -> {
            int free = findFree();
            ByteBuffer chunk = chunk(free);
            int at = offset(free);
            for (int i = SlabLayout.CONTENT; i < SlabLayout.SIZE; i += Integer.BYTES) {
                if (i != SlabLayout.SEQUENCE && i != SlabLayout.NEXT_SEQUENCE) {
                    chunk.putInt(at + i, 0);
                }
            }
            int generation = chunk.getInt(at + SlabLayout.GENERATION);
            chunk.putInt(at + SlabLayout.GENERATION, generation + 1); // who freed it may have died before that
            chunk.putInt(at + SlabLayout.CREATOR, creator);
            chunk.putInt(at + SlabLayout.FLAGS, flags);
            control.putInt(ControlLayout.SLAB_TOP, Math.max(top(), free + 1)); // before there is something to look at
            chunk.putInt(at + SlabLayout.KIND, kind);
            if (kind != SlabLayout.KIND_BELL) {
                control.putInt(ControlLayout.SLAB_PRIMITIVES, 1);
            }
            return free;
        });
        return new CellHandle(cell, chunk(cell).getInt(offset(cell) + SlabLayout.GENERATION));
    }

    /** Gives a cell back; whoever still has a handle of it gets {@code ObjectClosedException} from now on. */
    public void free(CellHandle handle) {
        withTables(() -> {
            freeLocked(handle);
            return 0;
        });
    }

    /** Frees as {@link #free}, under the lock of the tables. Returns whether this was what freed it. */
    public boolean freeLocked(CellHandle handle) {
        ByteBuffer chunk = chunk(handle.cell());
        int at = offset(handle.cell());
        if (chunk.getInt(at + SlabLayout.GENERATION) != handle.generation()) {
            return false;
        }
        chunk.putInt(
                at + SlabLayout.KIND, SlabLayout.KIND_FREE); // first: if this process dies now, it can be used again
        chunk.putInt(at + SlabLayout.GENERATION, handle.generation() + 1);
        return true;
    }

    private int findFree() throws IOException {
        int count = count();
        int cursor = control.getInt(ControlLayout.SLAB_CURSOR);
        for (int i = 0; i < count; i++) {
            int cell = (cursor + i) % count;
            if (kind(cell) == SlabLayout.KIND_FREE) {
                control.putInt(ControlLayout.SLAB_CURSOR, (cell + 1) % count);
                return cell;
            }
        }
        addChunk();
        control.putInt(ControlLayout.SLAB_CURSOR, count + 1);
        return count;
    }

    private void addChunk() throws IOException {
        int chunks = control.getInt(ControlLayout.SLAB_CHUNKS);
        if (chunks == ControlLayout.MAX_CHUNKS) {
            throw new IOException("all " + count() + " cells of the session are in use; free() what is not needed");
        }
        long size = (long) ControlLayout.CELLS * SlabLayout.SIZE;
        Space.check(folder, size);
        Uninterrupted.run(() -> reserve(chunkFile(chunks + 1), size));
        control.putInt(ControlLayout.SLAB_CHUNKS, chunks + 1);
    }

    private Path reserve(Path chunk, long size) throws IOException {
        try (FileChannel file = FileChannel.open(
                chunk,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, // of one who died before it announced the chunk
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            os.reserve(file, size);
        }
        return chunk;
    }

    private Path chunkFile(int chunk) {
        return folder.resolve("slab-" + chunk);
    }

    /** Returns how many cells there are, free ones included. */
    public int count() {
        return (1 + control.getInt(ControlLayout.SLAB_CHUNKS)) * ControlLayout.CELLS;
    }

    /** Returns a number that is higher than that of every cell that was ever in use. */
    public int top() {
        return control.getInt(ControlLayout.SLAB_TOP);
    }

    /** Returns whether there has ever been anything but bells. */
    public boolean holdsPrimitives() {
        return control.getInt(ControlLayout.SLAB_PRIMITIVES) != 0;
    }

    /** Returns what kind of primitive is in a cell. */
    public int kind(int cell) {
        return chunk(cell).getInt(offset(cell) + SlabLayout.KIND);
    }

    /** Returns the handle of whatever is in a cell now. */
    public CellHandle handle(int cell) {
        return new CellHandle(cell, chunk(cell).getInt(offset(cell) + SlabLayout.GENERATION));
    }

    /** Returns the memory in which a cell is. */
    public MemorySegment memory(int cell) {
        int index = cell / ControlLayout.CELLS;
        MemorySegment known = segments[index];
        if (known == null) {
            known = MemorySegment.ofBuffer(chunk(cell).duplicate().clear());
            segments[index] = known; // another thread may do the same
        }
        return known;
    }

    /** Returns where in its memory a cell begins. */
    public static int offset(int cell) {
        int within = (cell % ControlLayout.CELLS) * SlabLayout.SIZE;
        return cell < ControlLayout.CELLS ? ControlLayout.SLAB + within : within;
    }

    private ByteBuffer chunk(int cell) {
        int index = cell / ControlLayout.CELLS;
        if (index == 0) {
            return control;
        }
        return furtherChunk(index);
    }

    private synchronized ByteBuffer furtherChunk(int index) {
        ByteBuffer known = chunks[index];
        if (known != null) {
            return known;
        }
        try {
            ByteBuffer mapped = Uninterrupted.map(() -> map(chunkFile(index)));
            chunks[index] = mapped;
            return mapped;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map the cells in " + chunkFile(index), e);
        }
    }

    private static ByteBuffer map(Path chunk) throws IOException {
        try (FileChannel file = FileChannel.open(chunk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, file.size(), Arena.global())
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private int withTables(LifeLocks.TableAction action) {
        try {
            return locks.withTables(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
