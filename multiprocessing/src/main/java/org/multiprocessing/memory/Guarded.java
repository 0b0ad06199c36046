package org.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Holdable;
import org.multiprocessing.sync.Lock;

/**
 * What values, arrays and structs have in common: memory that processes share, and a lock that nobody takes unless asked.
 *
 * <p>Factories are methods of {@code Multiprocessing}, of contexts and of managers. An object may travel to any process of the
 * tree, at any time, and is the same object there. One that was never sent goes with its Java object, or with the process
 * that made it; one that was sent lives until somebody frees it, or the main process ends.
 *
 * <pre>{@code
 * try (var total = longValue(0); var best = intArray(2)) {
 *     pool.forEach(i -> {
 *         total.getAndAdd(i); // atomic
 *         try (var _ = best.hold()) { // two steps that belong together
 *             if (i > best.get(0)) {
 *                 best.setAll(i, i * i);
 *             }
 *         }
 *     }, numbers);
 * }
 * }</pre>
 *
 * <p>Two objects are equal if they are the same shared object.
 */
public interface Guarded extends Holdable, Shared, AutoCloseable {
    /**
     * Returns the lock of this object, which is reentrant. No other method takes it, but those that say so. If a process dies
     * while it holds it, it is free again: whoever takes it next finds what the dead one has left, and gets no exception.
     *
     * @return the lock; its {@code free()} frees this object
     */
    Lock guard();

    /**
     * Returns the memory itself, for bulk work and vectors; the numbers in it are little-endian. An object that is not sent, and
     * whose memory was asked for, is not freed when it is unreachable, but lives as one that was sent.
     *
     * @return all bytes. Not to be used after {@link #free}: the memory may then belong to another object
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     * @throws UnsupportedOperationException if it lives in a manager's process
     */
    MemorySegment segment();

    /**
     * Takes the guard, waiting as long as necessary; an interrupt does not end the wait, and is kept.
     *
     * @return what gives it back when closed
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     */
    @Override
    default Held hold() {
        return guard().hold();
    }

    /**
     * Takes the guard, waiting as long as necessary.
     *
     * @return what gives it back when closed
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws org.multiprocessing.serial.ObjectClosedException if this object has been freed
     */
    @Override
    default Held holdInterruptibly() throws InterruptedException {
        return guard().holdInterruptibly();
    }

    /**
     * Frees the object if this process has made it; does nothing in any other process, nor when called again. Does not block.
     */
    @Override
    void close();
}
