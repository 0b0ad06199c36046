package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * A mapped file under a name that other programs of the user know: it lies beside the session's folder, so in {@code
 * /dev/shm} where there is one, which is where CPython looks, too.
 *
 * <p>It is made inside the session's folder and gets its name when it is complete, by a hard link: nobody sees it half made, and
 * the link fails if the name is taken. Before that, a {@linkplain BlockNotes note} says that it goes with the session: a
 * creator that is killed in between leaves a note too many, never a block too many.
 */
public final class NamedBlock {
    private static final int MAX_NAME = 180;

    /** Writes the content before anybody else can see the block. */
    public interface Filling {
        void write(MemorySegment memory);
    }

    private final Session session;
    private final String name;
    private final String key;
    private final @Nullable Path note;
    private final long size;
    private final @Nullable Arena arena;
    private volatile @Nullable MemorySegment memory;

    private NamedBlock(
            Session session,
            String name,
            String key,
            @Nullable Path note,
            MemorySegment memory,
            @Nullable Arena arena) {
        this.session = session;
        this.name = name;
        this.key = key;
        this.note = note;
        this.size = memory.byteSize();
        this.memory = memory;
        this.arena = arena;
    }

    /** Creates a block and maps it. */
    public static NamedBlock create(String name, long size, Filling filling) throws IOException {
        checkName(name);
        if (size < 1) {
            throw new IllegalArgumentException("shared memory of " + size + " bytes; at least 1 is needed");
        }
        Session session = session();
        Path target = session.folder().resolveSibling(name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            SessionFolder.sweep(session.folder()); // its creator may have died since our session began
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) { // before space is reserved; the link decides
            throw taken(target);
        }
        Path draft = session.folder().resolve(session.newSegmentName());
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory = Uninterrupted.map(() -> allocate(session, draft, size, arena));
            filling.write(memory);
            BasicFileAttributes attributes = BlockNotes.read(draft);
            Path note = session.folder().resolve(BlockNotes.noteOf(name, attributes));
            publish(draft, target, note);
            return new NamedBlock(session, name, BlockNotes.keyOf(attributes), note, memory, arena);
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static MemorySegment allocate(Session session, Path file, long size, Arena arena) throws IOException {
        Space.check(session.folder(), size);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownersOnly(file))) {
            session.os().reserve(channel, size);
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void publish(Path draft, Path target, Path note) throws IOException {
        Files.createFile(note);
        try {
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(note);
            throw taken(target);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(note);
            throw new IOException(
                    "cannot give shared memory its name in " + target.getParent() + ", whose file system must know hard"
                            + " links; -Dmultiprocessing.dir chooses another folder: " + e,
                    e);
        }
    }

    private static FileAlreadyExistsException taken(Path target) {
        return new FileAlreadyExistsException(
                target.toString(), null, "there is shared memory of this name already; attach to it, or unlink it");
    }

    /** Maps a block that anybody has created, until {@link #unmap}. */
    public static NamedBlock attach(String name) throws IOException {
        checkName(name);
        Arena arena = Arena.ofShared();
        try {
            return Uninterrupted.map(() -> open(name, null, arena, arena));
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Maps the block that another process of the session has sent, as long as anything here refers to the memory: who gets
     * an object with a task does not close it.
     */
    public static NamedBlock attachTo(String name, String key) throws IOException {
        try {
            return Uninterrupted.map(() -> open(name, key, Arena.ofAuto(), null));
        } catch (NoSuchFileException e) {
            throw gone(name);
        }
    }

    private static NamedBlock open(String name, @Nullable String key, Arena arena, @Nullable Arena owned)
            throws IOException {
        Session session = session();
        Path file = session.folder().resolveSibling(name);
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        while (true) {
            String before = BlockNotes.keyOf(read(file));
            if (key != null && !key.equals(before)) {
                throw gone(name);
            }
            try (FileChannel channel = FileChannel.open(file, options)) {
                if (!before.equals(BlockNotes.keyOf(read(file)))) {
                    continue; // replaced in between: which one is open?
                }
                if (channel.size() == 0) {
                    throw new IOException(
                            "the shared memory " + file + " is empty: whoever creates it has not got further");
                }
                MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
                return new NamedBlock(session, name, before, null, memory, owned);
            }
        }
    }

    private static BasicFileAttributes read(Path file) throws IOException {
        try {
            return BlockNotes.read(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "there is no shared memory of this name; it was never created, or it has been unlinked");
        }
    }

    private static ObjectClosedException gone(String name) {
        return new ObjectClosedException("the shared memory \"" + name + "\" has been freed or unlinked");
    }

    private static Session session() throws IOException {
        try {
            return Session.current();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void checkName(String name) {
        boolean good = !name.isEmpty() && name.length() <= MAX_NAME && name.charAt(0) != '.';
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + name.replace("\0", "\\0")
                    + "\" cannot be the name of shared memory; allowed are 1 to " + MAX_NAME
                    + " letters and digits of ASCII, '_', '-' and '.', the first one not a '.'");
        }
    }

    public String name() {
        return name;
    }

    /** Returns what tells this block from a later one of the same name. */
    public String key() {
        return key;
    }

    public long size() {
        return size;
    }

    /** Returns the memory, or null after {@link #unmap}. */
    public @Nullable MemorySegment memory() {
        return memory;
    }

    /**
     * Gives up the memory; again does nothing. A block that was sent to this process is unmapped by the garbage collector.
     *
     * @throws IllegalStateException if the memory is in use by a system call; it is still mapped then
     */
    public void unmap() {
        if (arena != null && memory != null) {
            arena.close();
        }
        memory = null;
    }

    /** Removes the name, if it still leads to this block; returns whether it did. Who has it mapped keeps it. */
    public boolean unlink() throws IOException {
        BasicFileAttributes found = find();
        boolean removed = found != null && Files.deleteIfExists(file());
        forget(found); // afterwards: who is killed in between leaves a note too many
        return removed;
    }

    /** Takes the block out of the session's hands: it stays until somebody unlinks it. */
    public void persist() throws IOException {
        forget(find());
    }

    /** Forgets the block if somebody else has unlinked it: a creator that goes on for years would collect notes. */
    public void forgetIfGone() throws IOException {
        if (note != null && find() == null) {
            forget(null);
        }
    }

    private void forget(@Nullable BasicFileAttributes found) throws IOException {
        if (note != null) {
            Files.deleteIfExists(note);
        } else if (found != null) {
            Files.deleteIfExists(session.folder().resolve(BlockNotes.noteOf(name, found)));
        }
    }

    private @Nullable BasicFileAttributes find() throws IOException {
        try {
            BasicFileAttributes found = BlockNotes.read(file());
            return BlockNotes.keyOf(found).equals(key) ? found : null; // else somebody's own, made later
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Path file() {
        return session.folder().resolveSibling(name);
    }
}
