package org.multiprocessing.benchmarks.programs;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/** Integers through the JDK's queue between threads of one JVM; items per second. */
public final class ThreadQueue {
    private static final int CAPACITY = 4096;

    private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong sum = new AtomicLong();
    private final CyclicBarrier round;
    private final int share;

    private ThreadQueue(int threads, int share) {
        this.round = new CyclicBarrier(threads + 1);
        this.share = share;
    }

    /** Takes the number of threads, half of which put while the others take; and the number of items. */
    public static void main(String... arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int pairs = threads / 2;
        int share = Integer.parseInt(arguments[1]) / pairs;
        ThreadQueue work = new ThreadQueue(threads, share);
        for (int i = 0; i < threads; i++) {
            boolean puts = i % 2 == 0;
            Thread.ofPlatform().daemon().start(() -> work.runRounds(puts));
        }
        Served.serve(() -> {
            work.sum.set(0);
            double rate = Served.rate(share * pairs, () -> {
                work.round.await();
                work.round.await();
            });
            Served.requireSum(work.sum.get(), pairs * (share * (share - 1L) / 2));
            return rate;
        });
    }

    private void runRounds(boolean puts) {
        try {
            while (true) {
                round.await();
                if (puts) {
                    put();
                } else {
                    take();
                }
                round.await();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a thread has left", e);
        }
    }

    private void put() throws InterruptedException {
        for (int i = 0; i < share; i++) {
            queue.put(i);
        }
    }

    private void take() throws InterruptedException {
        long mine = 0;
        for (int i = 0; i < share; i++) {
            mine += queue.take();
        }
        sum.addAndGet(mine);
    }
}
