package org.multiprocessing.memory;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;

/**
 * A list of fixed length in {@linkplain SharedMemory shared memory}: items may be replaced, never added or removed.
 *
 * <p>Items are {@link Integer}, {@link Long}, {@link Double}, {@link Boolean}, {@link String}, {@code byte[]} and null, and
 * come back as they were stored. The item at a place may change its type. Room for texts and byte arrays is what the first
 * item at that place had, in UTF-8, rounded up to the next multiple of eight above; a number's is eight bytes. Byte arrays are copied in and
 * out, and compared by content in {@link #indexOf}, {@link #contains} and {@link #count}.
 *
 * <p>The memory is laid out as that of CPython's {@code ShareableList}, which can attach to it by name, as can this class
 * to one of CPython's. There, an {@code int} is a {@code Long} here. CPython drops zeros at the end of texts and byte
 * strings that it reads, also of those that it has written itself; what Java has written comes back whole in Java.
 *
 * <p>There is no lock inside: a read beside a write of the same item may see a mixture, even fail with {@link
 * IllegalStateException}. Use a {@code Lock} around both where that can happen. No method blocks.
 *
 * @param <E> the type of the items
 */
public interface ShareableList<E extends @Nullable Object> extends List<E>, RandomAccess, Shared, AutoCloseable {

    /**
     * Creates a list in a new block, which lives until somebody unlinks it, {@code memory().unlink()}. Others that attach
     * by name see it complete, or not at all.
     *
     * @param name a name, as for {@link SharedMemory#create}
     * @param items the items, which decide the length and the room for each
     * @param <E> their type
     * @return the list
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken
     * @throws IOException if there is no space, with the numbers, or the system refuses
     * @throws IllegalArgumentException if the name is not allowed, or an item cannot be held
     */
    static <E extends @Nullable Object> ShareableList<E> create(String name, Collection<? extends E> items)
            throws IOException {
        return SlotList.create(name, items);
    }

    /**
     * Attaches to a list that exists, whoever created it.
     *
     * @param name the name of its block
     * @param <E> the type of its items, which is not checked
     * @return the list
     * @throws java.nio.file.NoSuchFileException if there is no block of that name
     * @throws IOException if the block is not a list, or the system refuses
     * @throws IllegalArgumentException if the name is not allowed
     */
    static <E extends @Nullable Object> ShareableList<E> attach(String name) throws IOException {
        return SlotList.attach(name);
    }

    /**
     * Returns an item.
     *
     * @param index its place; negative ones count from the end, -1 is the last
     * @return the item
     * @throws IndexOutOfBoundsException if there is no such place
     * @throws IllegalStateException if what is there is damaged, or being written
     */
    @Override
    E get(int index);

    /**
     * Replaces an item.
     *
     * @param index its place; negative ones count from the end, -1 is the last
     * @param item the new one
     * @return the old one; null if what was there is damaged
     * @throws IndexOutOfBoundsException if there is no such place
     * @throws IllegalArgumentException if the item does not fit into its place, with the sizes, or is of a class that the list
     *     cannot hold; the old one stays
     */
    @Override
    E set(int index, E item);

    /**
     * Returns how often an item is there.
     *
     * @param item the item
     * @return how many are equal to it
     */
    int count(@Nullable Object item);

    /**
     * Returns the block that the list lies in.
     *
     * @return the block
     */
    SharedMemory memory();

    /** Closes the {@linkplain #memory block}: {@link SharedMemory#close}. Later use throws {@code ObjectClosedException}. */
    @Override
    void close();
}
