package org.multiprocessing.sync;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;

/**
 * Which threads have lost a lock although their code believes that it holds it: {@code await} has thrown because the owner of the
 * lock had died, and the {@code unlock()} in the usual {@code finally} is still to come. It must not release what another one
 * may have recovered meanwhile.
 */
final class Excused {
    private static final ThreadLocal<@Nullable Map<Cell, Integer>> LOST = new ThreadLocal<>();

    private Excused() {}

    /** Notes that the calling thread will release so many times what it does not hold any more. */
    static void note(Cell lock, int times) {
        Map<Cell, Integer> lost = LOST.get();
        if (lost == null) {
            lost = new HashMap<>();
            LOST.set(lost);
        }
        lost.put(lock, times);
    }

    /** Returns whether the calling thread may release once what it does not hold. */
    static boolean isExcused(Cell lock) {
        Map<Cell, Integer> lost = LOST.get();
        Integer times = lost == null ? null : lost.remove(lock);
        if (lost == null || times == null) {
            return false;
        }
        if (times > 1) {
            lost.put(lock, times - 1);
        }
        return true;
    }
}
