package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.SegmentLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * A file of the session's folder, mapped into memory, that holds one or more structures. Its space is reserved when it is
 * created; it never grows or moves.
 */
public final class Segment implements AutoCloseable {
    private final String name;
    private final ByteBuffer content;
    private final @Nullable Arena arena;
    private final @Nullable Path ownedFile;

    private Segment(String name, ByteBuffer mapped, @Nullable Arena arena, @Nullable Path ownedFile) {
        this.name = name;
        this.content = mapped.slice(SegmentLayout.CONTENT, mapped.capacity() - SegmentLayout.CONTENT)
                .order(ByteOrder.LITTLE_ENDIAN);
        this.arena = arena;
        this.ownedFile = ownedFile;
    }

    /** Creates a segment with {@code size} bytes of zeroed content, which this process then owns. */
    public static Segment create(Session session, int kind, int size) {
        int total = Math.addExact(size, SegmentLayout.CONTENT);
        try {
            return Uninterrupted.map(() -> create(session, session.newSegmentName(), kind, total));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Segment create(Session session, String name, int kind, int total) throws IOException {
        Path file = session.folder().resolve(name);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Space.check(session.folder(), total);
            session.os().reserve(channel, total);
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, total, arena)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            mapped.putInt(SegmentLayout.VERSION, 1);
            mapped.putInt(SegmentLayout.KIND, kind);
            mapped.putLong(SegmentLayout.SIZE, total);
            VarHandle.releaseFence(); // the header before the magic that announces it
            mapped.putLong(SegmentLayout.MAGIC, SegmentLayout.MAGIC_VALUE);
            return new Segment(name, mapped, arena, file);
        } catch (IOException e) {
            arena.close();
            deleteQuietly(file);
            throw e;
        }
    }

    /** Maps a segment that another process of the session has created, for the rest of this process's life. */
    public static Segment open(Session session, String name, int kind) {
        try {
            return open(session, name, kind, null); // a child's start, which nobody interrupts, and without a lambda
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps a segment that this process or another one of the session has created, until {@link #close}. */
    public static Segment openForAWhile(Session session, String name, int kind) {
        try {
            return Uninterrupted.map(() -> open(session, name, kind, Arena.ofShared()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Segment open(Session session, String name, int kind, @Nullable Arena arena) throws IOException {
        Path file = session.folder().resolve(name);
        if (!Files.exists(file)) {
            throw new ObjectClosedException("the segment " + name + " has been freed, or its session has ended");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer mapped = map(channel, arena).order(ByteOrder.LITTLE_ENDIAN);
            long magic = mapped.getLong(SegmentLayout.MAGIC);
            VarHandle.acquireFence();
            if (magic != SegmentLayout.MAGIC_VALUE || mapped.getInt(SegmentLayout.KIND) != kind) {
                throw new IOException("the segment " + name + " has magic " + Long.toHexString(magic) + " and kind "
                        + mapped.getInt(SegmentLayout.KIND) + ", expected kind " + kind);
            }
            return new Segment(name, mapped, arena, null);
        } catch (IOException e) {
            if (arena != null) {
                arena.close();
            }
            throw e;
        }
    }

    /** Without an arena where that will do: a child's start is spared its classes. */
    private static ByteBuffer map(FileChannel channel, @Nullable Arena arena) throws IOException {
        long size = channel.size();
        return arena == null
                ? channel.map(FileChannel.MapMode.READ_WRITE, 0, size)
                : channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena).asByteBuffer();
    }

    /**
     * Removes the files of all segments that a dead process owned, which only it and its own children used, and their bells; and the
     * notes of named blocks that it has left without their blocks.
     */
    public static void removeAllOf(Session session, int slot, int generation) throws IOException {
        session.slab().freeBellsOf(Identity.of(slot, generation));
        String pattern = Session.segmentPrefix(slot, generation) + "*";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(session.folder(), pattern)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            BlockNotes.removeStale(session.folder());
        } catch (NoSuchFileException e) {
            // the session has ended meanwhile
        }
    }

    /** Returns the name by which other processes of the session can open this segment. */
    public String name() {
        return name;
    }

    /** Returns the content, little-endian; not to be used after {@link #close}. */
    public ByteBuffer content() {
        return content;
    }

    /** Unmaps the segment, and removes its file if this process created it. Others keep what they have mapped. */
    @Override
    public void close() {
        if (ownedFile != null) {
            deleteQuietly(ownedFile);
        }
        if (arena != null) {
            arena.close();
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Log.log(System.Logger.Level.DEBUG, "left for the sweep: " + file, e);
        }
    }
}
