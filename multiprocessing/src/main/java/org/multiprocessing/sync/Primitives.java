package org.multiprocessing.sync;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.CellObject;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.BarrierLayout;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Shared;

/** Makes primitives; for the contexts, which are what programs use. */
public final class Primitives {
    private Primitives() {}

    /**
     * Makes a lock.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @return the primitive
     */
    public static Lock lock(boolean shared) {
        return new CellLock(take(shared, SlabLayout.KIND_LOCK));
    }

    /**
     * Makes a reentrant lock.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @return the primitive
     */
    public static RLock rlock(boolean shared) {
        return new CellRLock(take(shared, SlabLayout.KIND_LOCK));
    }

    /**
     * Makes a semaphore.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param permits how many at first, at least 0
     * @return the primitive
     */
    public static Semaphore semaphore(boolean shared, int permits) {
        CellSemaphore semaphore = new CellSemaphore(take(shared, SlabLayout.KIND_SEMAPHORE, permits));
        semaphore.permits().begin(permits, Integer.MAX_VALUE);
        return semaphore;
    }

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param permits how many at first, at least 0
     * @return the primitive
     */
    public static BoundedSemaphore boundedSemaphore(boolean shared, int permits) {
        CellBoundedSemaphore semaphore = new CellBoundedSemaphore(take(shared, SlabLayout.KIND_SEMAPHORE, permits));
        semaphore.permits().begin(permits, permits);
        return semaphore;
    }

    /**
     * Makes a condition.
     *
     * @param guard the lock it belongs to
     * @return the primitive
     */
    public static Condition condition(Lock guard) {
        return guard.newCondition();
    }

    /**
     * Makes an event.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @return the primitive
     */
    public static Event event(boolean shared) {
        return new CellEvent(take(shared, SlabLayout.KIND_EVENT));
    }

    /**
     * Makes a barrier.
     *
     * @param shared whether between processes, or only between threads of this JVM
     * @param parties how many must come, at least 1
     * @param action what the last one to come runs, or null
     * @return the primitive
     */
    public static Barrier barrier(boolean shared, int parties, @Nullable Action action) {
        if (parties < 1 || parties > BarrierLayout.MAX_PARTIES) {
            throw new IllegalArgumentException(
                    parties + " parties; from 1 to " + BarrierLayout.MAX_PARTIES + " are allowed");
        }
        CellBarrier barrier = new CellBarrier(take(shared, SlabLayout.KIND_BARRIER), action);
        barrier.point().begin(parties);
        return barrier;
    }

    /**
     * Makes the lock of a value or an array, in the same cell: when its owner dies, it is simply free.
     *
     * @param value a value or an array of this library
     * @return the lock
     */
    public static RLock guard(Shared value) {
        return new CellRLock(((CellObject) value).cell());
    }

    private static Cell take(boolean shared, int kind, int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(permits + " permits; at least 0 are allowed");
        }
        return take(shared, kind);
    }

    private static Cell take(boolean shared, int kind) {
        return (shared ? Cells.shared() : Cells.local()).take(kind, 0);
    }
}
