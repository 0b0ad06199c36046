package org.multiprocessing.jcstress;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.serial.Shared;

/**
 * Primitives of one kind, used by one state after the other: there are millions of states, and some thousands of cells. Using a
 * primitive again also shows what an earlier race has left in it. Now and then one is freed, and another one takes its cell.
 */
final class Reused<T extends Shared> {
    private static final int USES = 2000;

    private final Function<SharedObjects, T> maker;
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger uses = new AtomicInteger();

    Reused(Function<SharedObjects, T> maker) {
        this.maker = maker;
    }

    T take() {
        T known = idle.poll();
        return known != null ? known : maker.apply(Contexts.next());
    }

    /** Takes back what is as new. */
    void giveBack(T object) {
        if (uses.incrementAndGet() % USES == 0) {
            object.free();
        } else {
            idle.add(object);
        }
    }

    /** Takes back what has shown a defect, unless it is as new; returns 1 if it is. */
    int giveBack(T object, boolean asNew) {
        if (asNew) {
            giveBack(object);
            return 1;
        }
        object.free();
        return 0;
    }
}
