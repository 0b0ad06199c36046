package org.multiprocessing.benchmarks.programs;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Threads of one JVM on a {@link ReentrantLock}: take it, perhaps add 1, and release it; nanoseconds for each time. */
public final class ThreadLock {
    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    private ThreadLock() {}

    /** Takes {@code lock} or {@code value}, the number of threads (0: no others than the main one), and how many times all together. */
    public static void main(String... arguments) throws Exception {
        boolean add = arguments[0].equals("value");
        int threads = Integer.parseInt(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        ThreadLock work = new ThreadLock();
        if (threads == 0) {
            Served.serve(() -> Served.nanosEach(times, () -> work.run(add, times)));
            return;
        }
        CyclicBarrier round = new CyclicBarrier(threads + 1);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().start(() -> work.runRounds(round, add, times / threads));
        }
        Served.serve(() -> {
            work.value = 0;
            double nanos = Served.nanosEach(times, () -> {
                round.await();
                round.await();
            });
            if (add) {
                Served.requireSum(work.value, times);
            }
            return nanos;
        });
    }

    private void runRounds(CyclicBarrier round, boolean add, int times) {
        try {
            while (true) {
                round.await();
                run(add, times);
                round.await();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a thread has left", e);
        }
    }

    private void run(boolean add, int times) {
        if (add) {
            add(times);
        } else {
            takeAndRelease(times);
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing stands between that could fail
    private void takeAndRelease(int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            lock.unlock();
        }
    }

    private void add(int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                value++;
            } finally {
                lock.unlock();
            }
        }
    }
}
