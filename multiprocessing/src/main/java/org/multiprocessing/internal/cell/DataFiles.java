package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.Os;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.internal.shm.Space;
import org.multiprocessing.internal.shm.Uninterrupted;
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
    void create(CellHandle handle, int number, long bytes) throws IOException {
        Space.check(session.folder(), bytes);
        Uninterrupted.run(() -> create(session.os(), file(handle, number), bytes));
    }

    private static Path create(Os os, Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            os.reserve(channel, bytes);
        } catch (IOException e) {
            delete(file);
            throw e;
        }
        return file;
    }

    /** Maps the file for as long as somebody here has the memory. */
    MemorySegment map(CellHandle handle, int number) {
        try {
            return Uninterrupted.map(() -> map(file(handle, number)));
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

    /** Deletes one of the files; who has mapped it keeps the memory. */
    void delete(CellHandle handle, int number) {
        delete(file(handle, number));
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
            Uninterrupted.run(() -> truncate(file));
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
