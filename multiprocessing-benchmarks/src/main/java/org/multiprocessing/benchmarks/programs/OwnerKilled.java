package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.barrier;
import static org.multiprocessing.Multiprocessing.event;
import static org.multiprocessing.Multiprocessing.lock;
import static org.multiprocessing.Multiprocessing.longValue;
import static org.multiprocessing.Multiprocessing.process;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;

/**
 * Ours: kills the process that holds a lock for which another one waits. Milliseconds from the kill until the waiter knows; the
 * clock is the machine's.
 */
public final class OwnerKilled {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Enough for the waiter to be asleep. */
    private static final int SETTLE_MILLIS = 30;

    private OwnerKilled() {}

    /** Takes nothing. */
    public static void main(String... arguments) throws Exception {
        Lock lock = lock();
        Barrier round = barrier(2);
        LongValue noticed = longValue(0);
        process(() -> waitForLock(lock, round, noticed), o -> o.withDaemon(true))
                .start();
        Served.serve(() -> {
            Event held = event();
            Process owner = process(OwnerKilled::own, lock, held).start();
            if (!held.await(PATIENCE)) {
                throw new IllegalStateException("the owner did not take the lock");
            }
            round.await(PATIENCE);
            Thread.sleep(SETTLE_MILLIS);
            long begin = System.nanoTime();
            owner.toHandle().orElseThrow().destroyForcibly();
            round.await(PATIENCE);
            owner.join();
            return (noticed.get() - begin) / 1e6;
        });
    }

    private static void own(Lock lock, Event held) throws InterruptedException {
        lock.lock();
        held.set();
        Thread.sleep(PATIENCE);
    }

    private static void waitForLock(Lock lock, Barrier round, LongValue noticed)
            throws InterruptedException, BrokenBarrierException {
        while (true) {
            round.await();
            try {
                lock.lock();
                throw new IllegalStateException("the lock of a killed process was to be had");
            } catch (OwnerDiedException e) {
                noticed.set(System.nanoTime());
            }
            lock.recover().close();
            round.await();
        }
    }
}
