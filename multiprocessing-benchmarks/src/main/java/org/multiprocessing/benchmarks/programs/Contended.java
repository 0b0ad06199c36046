package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.barrier;
import static org.multiprocessing.Multiprocessing.intValue;
import static org.multiprocessing.Multiprocessing.lock;
import static org.multiprocessing.Multiprocessing.process;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.Lock;

/** Ours: processes that contend for a lock or a value; nanoseconds for each time that one of them had it. */
public final class Contended {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private Contended() {}

    /** What each process does. */
    enum How {
        /** Takes and releases a lock. */
        LOCK,
        /** Adds 1 under the value's guard. */
        VALUE,
        /** Adds 1 atomically. */
        ATOMIC,
        /** Adds 1 to the same memory by the JDK's own operation. */
        BARE
    }

    /** Takes what to do, in how many processes, and how many times all together. */
    public static void main(String... arguments) throws Exception {
        How how = How.valueOf(arguments[0]);
        int processes = Integer.parseInt(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        Lock lock = lock();
        IntValue value = intValue(0);
        Barrier round = barrier(processes + 1);
        for (int i = 0; i < processes; i++) {
            process(() -> runRounds(round, how, lock, value, times / processes), o -> o.withDaemon(true))
                    .start();
        }
        Served.serve(() -> {
            value.set(0);
            double nanos = Served.nanosEach(times, () -> {
                round.await();
                round.await();
            });
            if (how != How.LOCK) {
                Served.requireSum(value.get(), times);
            }
            return nanos;
        });
    }

    private static void runRounds(Barrier round, How how, Lock lock, IntValue value, int times)
            throws InterruptedException, BrokenBarrierException {
        MemorySegment memory = value.segment();
        while (true) {
            round.await();
            switch (how) {
                case LOCK -> takeAndRelease(lock, times);
                case VALUE -> addUnderGuard(value, times);
                case ATOMIC -> addAtomically(value, times);
                case BARE -> addBare(memory, times);
            }
            round.await();
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing stands between that could fail
    private static void takeAndRelease(Lock lock, int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            lock.unlock();
        }
    }

    private static void addUnderGuard(IntValue value, int times) {
        for (int i = 0; i < times; i++) {
            try (var _ = value.hold()) {
                value.set(value.get() + 1);
            }
        }
    }

    private static void addAtomically(IntValue value, int times) {
        for (int i = 0; i < times; i++) {
            value.getAndAdd(1);
        }
    }

    private static void addBare(MemorySegment memory, int times) {
        for (int i = 0; i < times; i++) {
            int _ = (int) INT.getAndAdd(memory, 0L, 1);
        }
    }
}
