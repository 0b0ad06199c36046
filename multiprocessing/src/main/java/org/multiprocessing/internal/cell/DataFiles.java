package org.multiprocessing.internal.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private Path file(CellHandle handle) {
        return session.folder().resolve("data-" + handle.cell() + "-" + handle.generation());
    }

    /** Makes a file of zeroes whose space is reserved. */
    void create(CellHandle handle, long bytes) throws IOException {
        Path file = file(handle);
        Space.check(session.folder(), bytes);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            session.os().reserve(channel, bytes);
        } catch (IOException e) {
            delete(handle);
            throw e;
        }
    }

    /** Maps the file for as long as somebody here has the memory. */
    MemorySegment map(CellHandle handle) {
        try (FileChannel channel = FileChannel.open(file(handle), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto());
        } catch (NoSuchFileException e) {
            throw new ObjectClosedException("this shared object has been freed, or its session has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file; who has mapped it keeps the memory. */
    void delete(CellHandle handle) {
        try {
            Files.deleteIfExists(file(handle));
        } catch (IOException e) {
            Log.log(Level.DEBUG, "left for the end of the session: " + file(handle), e);
        }
    }
}
