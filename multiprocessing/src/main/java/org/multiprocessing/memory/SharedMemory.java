package org.multiprocessing.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.multiprocessing.serial.Shared;

/**
 * A block of memory under a name, which processes map: those of this tree, other programs of the same user, CPython's
 * {@code multiprocessing.shared_memory}.
 *
 * <p>A block is a file, {@code /dev/shm/NAME} with mode 0600; where there is no such folder, or {@code
 * -Dmultiprocessing.dir} names another, it lies beside the session's folder. Its space is reserved when it is created, so
 * that no later write can fail for want of it; it never grows.
 *
 * <p>It lives until somebody unlinks it. Only the tree that created it owns it: a block that nobody unlinks goes when the
 * main process of that tree ends, or, if that was killed, with the next start of a program of the same user, unless it was
 * {@linkplain #persist made persistent}. Attaching never makes an owner. (CPython before 3.13 is different: a Python process
 * unlinks at its end what it has attached to, unless told not to; give {@code track=False} there, from 3.13 on.)
 *
 * <p>An object of this type may travel to any process of the tree, which maps the same block; there, the memory is unmapped by
 * {@link #close}, at the latest when the garbage collector finds that nothing refers to it any more.
 *
 * <pre>{@code
 * try (var block = SharedMemory.create("pixels", 1 << 20)) {
 *     process(Filter::run, block).start().join();
 *     block.segment().toArray(ValueLayout.JAVA_BYTE);
 *     block.unlink();
 * }
 * }</pre>
 *
 * <p>No method blocks, and none minds an interrupt, which stays set.
 */
public interface SharedMemory extends Shared, AutoCloseable {

    /**
     * Creates a block of zeros.
     *
     * @param name 1 to 180 letters and digits of ASCII, {@code _}, {@code -} and {@code .}, the first not a {@code .}
     * @param size how many bytes, at least 1
     * @return the block, mapped
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken
     * @throws IOException if there is no space, with the numbers, or the system refuses
     * @throws IllegalArgumentException if the name or the size is not allowed
     */
    static SharedMemory create(String name, long size) throws IOException {
        return NamedMemory.create(name, size);
    }

    /**
     * Maps a block that exists, whoever created it, also another user of the machine who lets this one. Each call gives an object of its own.
     *
     * @param name as given to {@link #create}; in Python without the slash
     * @return the block, mapped; its size is that of the file
     * @throws java.nio.file.NoSuchFileException if there is none of that name
     * @throws IOException if the system refuses
     * @throws IllegalArgumentException if the name is not allowed
     */
    static SharedMemory attach(String name) throws IOException {
        return NamedMemory.attach(name);
    }

    /**
     * Returns the name, by which other programs can attach.
     *
     * @return the name, also after {@link #close}
     */
    String name();

    /**
     * Returns the size.
     *
     * @return how many bytes, also after {@link #close}
     */
    long size();

    /**
     * Returns the memory, which any thread may use until {@link #close}; a segment that is kept throws {@link
     * IllegalStateException} afterwards. Numbers in it are in the byte order of the machine unless the layout says otherwise.
     *
     * @return all bytes of the block
     * @throws org.multiprocessing.serial.ObjectClosedException if this object is closed
     */
    MemorySegment segment();

    /**
     * Returns the memory as a buffer in the byte order of the machine, with a position and limit of its own.
     *
     * @return all bytes of the block
     * @throws org.multiprocessing.serial.ObjectClosedException if this object is closed
     * @throws UnsupportedOperationException if the block has 2 GiB or more, which no buffer can address
     */
    ByteBuffer buffer();

    /**
     * Removes the name: nobody can attach any more, and the name is free. Those who have the block mapped, here and
     * elsewhere, keep it until they close it. Also possible after {@link #close}.
     *
     * @return false if the name does not lead to this block any more: it was unlinked, perhaps used again since
     * @throws java.io.UncheckedIOException if the system refuses
     */
    boolean unlink();

    /**
     * Makes the block outlive the tree that created it: it stays until somebody unlinks it, or the system is started anew. In
     * a process of another tree this does nothing.
     *
     * @throws java.io.UncheckedIOException if the system refuses
     */
    void persist();

    /**
     * Unmaps the block in this process; again does nothing. Other objects for the same block are not affected. The block
     * stays, but for one that was created without a name, {@code Multiprocessing.sharedMemory(size)}: its creator's
     * {@code close()} unlinks it, too.
     *
     * @throws IllegalStateException if a system call of another thread uses the memory right now; it is not closed then
     */
    @Override
    void close();

    /** Closes and unlinks the block; again does nothing. Processes that have it mapped keep what they see. */
    @Override
    void free();
}
