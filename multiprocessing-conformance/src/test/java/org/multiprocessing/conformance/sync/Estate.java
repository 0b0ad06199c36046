package org.multiprocessing.conformance.sync;

import java.io.Serializable;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/**
 * What a process has to do with primitives when it dies: it holds the first four, with two of the three permits of the semaphore,
 * and waits for the others.
 */
record Estate(
        Lock lock,
        RLock rlock,
        Semaphore semaphore,
        BoundedSemaphore bounded,
        Lock taken,
        Semaphore empty,
        Condition condition,
        Event event,
        Barrier barrier,
        Counters counters)
        implements Serializable {
    static final int PERMITS = 3;
    static final int PARTIES = 3;

    static final int READY = 0;
    static final int GO = 1;
    static final int WAITING = 2;

    /** How many of the owner's threads wait. */
    private static final int WAITERS = 5;

    static Estate make(Context context) {
        return new Estate(
                context.lock(),
                context.rlock(),
                context.semaphore(PERMITS),
                context.boundedSemaphore(1),
                context.lock(),
                context.semaphore(0),
                context.condition(),
                context.event(),
                context.barrier(PARTIES),
                Counters.of(3));
    }

    void free() {
        for (Shared object : new Shared[] {
            lock, rlock, semaphore, bounded, taken, empty, condition, event, barrier, counters.memory()
        }) {
            object.free();
        }
    }

    /** What the owner does: takes and waits, says so, and goes the way. */
    void ownUntil(Way way) throws Exception {
        own();
        way.take();
        counters.await("the end", GO, 2);
    }

    /** The same for one that does not die: gives everything back in the end. */
    void ownAndRelease() throws Exception {
        try (Held _ = semaphore.hold();
                Held _ = semaphore.hold();
                Held _ = bounded.hold()) {
            lock.lock();
            counters.set(READY, 1);
            counters.await("the end", GO, 1);
            lock.unlock();
        }
    }

    private void own() throws Exception {
        aside(taken::lock);
        aside(empty::acquire);
        aside(event::await);
        aside(() -> {
            try (Held _ = condition.hold()) {
                counters.add(WAITING, 1);
                condition.await();
            }
        });
        aside(barrier::await);
        lock.lock();
        rlock.lock();
        rlock.lock();
        Held[] permits = {semaphore.hold(), semaphore.hold(), bounded.hold()};
        counters.await("all threads", WAITING, WAITERS + 1);
        counters.set(READY, permits.length);
        counters.await("the parent", GO, 1);
    }

    private void aside(SyncContract.Wait wait) {
        Thread.ofPlatform().daemon().start(() -> {
            counters.add(WAITING, 1);
            try {
                wait.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
