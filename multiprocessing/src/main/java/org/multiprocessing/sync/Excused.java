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
    private static final ThreadLocal<@Nullable Map<Cell, Excused>> LOST = new ThreadLocal<>();

    /** Set by a thread for itself, for which it needs no fence. */
    private static boolean anybody;

    private int times;

    /** Whether the thread has recovered the lock since, and holds it until a release that may be the one that is still to come. */
    private boolean recovered;

    private Excused(int times) {
        this.times = times;
    }

    /** Notes that the calling thread will release so many times what it does not hold any more. */
    static void note(Cell lock, int times) {
        Map<Cell, Excused> lost = LOST.get();
        if (lost == null) {
            lost = new HashMap<>();
            LOST.set(lost);
        }
        lost.put(lock, new Excused(times));
        anybody = true;
    }

    /** Returns whether any thread ever has lost a lock; each release asks, and few programs come to that. */
    static boolean isAnybody() {
        return anybody;
    }

    private static @Nullable Excused find(Cell lock) {
        Map<Cell, Excused> lost = anybody ? LOST.get() : null;
        return lost == null ? null : lost.get(lock);
    }

    private static void use(Cell lock, Excused excuse) {
        Map<Cell, Excused> lost = LOST.get();
        if (--excuse.times == 0 && lost != null) {
            lost.remove(lock);
        }
    }

    /** Returns whether the calling thread may release once what it does not hold. */
    static boolean isExcused(Cell lock) {
        Excused excuse = find(lock);
        if (excuse == null) {
            return false;
        }
        use(lock, excuse);
        return true;
    }

    /** Says that the calling thread has recovered the lock, or that it gives that back by itself. */
    static void recovered(Cell lock, boolean kept) {
        Excused excuse = find(lock);
        if (excuse != null) {
            excuse.recovered = kept;
        }
    }

    /** Says that the calling thread has released what it held: if that was recovered, it was the release that was to come. */
    static void released(Cell lock) {
        Excused excuse = find(lock);
        if (excuse != null && excuse.recovered) {
            excuse.recovered = false;
            use(lock, excuse);
        }
    }
}
