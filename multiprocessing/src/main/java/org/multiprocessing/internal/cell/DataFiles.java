package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.internal.shm.Space;
import org.multiprocessing.serial.ObjectClosedException;

/** The files with the data of cells that need more room than a cell has; the name says whose. */
final class DataFiles {
    private final Session session;

    DataFiles(Session session) {
        this.session = session;
    }

    private static String name(CellHandle handle) {
        return "data-" + handle.cell() + "-" + handle.generation();
    }

    private Path file(CellHandle handle) {
        return session.folder().resolve(name(handle));
    }

    /** Of further data; number 0 is the first. */
    private Path file(CellHandle handle, int number) {
        return number == 0 ? file(handle) : session.folder().resolve(name(handle) + "-" + number);
    }

    /** Makes a file of zeroes whose space is reserved. */
    @SuppressWarnings("NullAway") // nobody looks at the result
    void create(CellHandle handle, int number, long bytes) throws IOException {
        Space.check(session.folder(), bytes);
        uninterrupted(() -> create(file(handle, number), bytes));
    }

    private @Nullable Void create(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            session.os().reserve(channel, bytes);
        } catch (IOException e) {
            delete(file);
            throw e;
        }
        return null;
    }

    private interface FileAction<R extends @Nullable Object> {
        R run() throws IOException;
    }

    /** Does something with a channel, which an interrupt would close; it is kept for later. */
    private static <R extends @Nullable Object> R uninterrupted(FileAction<R> action) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return action.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Maps the file for as long as somebody here has the memory. */
    MemorySegment map(CellHandle handle, int number) {
        try {
            return uninterrupted(() -> map(file(handle, number)));
        } catch (NoSuchFileException e) {
            throw new ObjectClosedException("this shared object has been freed, or its session has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto());
        }
    }

    /** Deletes the first file; who has mapped it keeps the memory. */
    void delete(CellHandle handle) {
        delete(file(handle));
    }

    /** Deletes all files; who has mapped them keeps the memory. */
    void deleteAll(CellHandle handle) {
        delete(handle);
        String prefix = name(handle) + "-";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(session.folder(), prefix + "*")) {
            files.forEach(DataFiles::delete);
        } catch (IOException | DirectoryIteratorException e) {
            Log.log(Level.DEBUG, "left for the end of the session: " + prefix, e);
        }
    }

    /** Deletes a file whose memory nobody uses, and gives the memory back although some have mapped it. */
    void drop(CellHandle handle, int number) {
        Path file = file(handle, number);
        try {
            uninterrupted(() -> truncate(file));
        } catch (NoSuchFileException e) {
            return; // whoever did so died before it could say so
        } catch (IOException e) {
            Log.log(Level.DEBUG, "the memory is given back once nobody has mapped it: " + file, e);
        }
        delete(file);
    }

    private static FileChannel truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.truncate(0);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Log.log(Level.DEBUG, "left for the end of the session: " + file, e);
        }
    }
}
