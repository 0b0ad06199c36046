package org.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes blocks that need no name of the program's choice; programs use the front door, {@code Multiprocessing.sharedMemory}. */
public final class SharedBlocks {
    private SharedBlocks() {}

    /**
     * Makes a block under a name that is free; closing it here frees it.
     *
     * @param size how many bytes, at least 1
     * @return the block
     * @throws UncheckedIOException if there is no space, with the numbers
     */
    public static SharedMemory memory(long size) {
        try {
            return NamedMemory.createUnnamed(size, segment -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Makes a list in a block under a name that is free; closing it here frees it.
     *
     * @param items the items
     * @param <E> their type
     * @return the list
     * @throws UncheckedIOException if there is no space, with the numbers
     * @throws IllegalArgumentException if an item is of a class that such a list cannot hold
     */
    public static <E extends @Nullable Object> ShareableList<E> list(Collection<? extends E> items) {
        try {
            return SlotList.create(null, items);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
