package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.barrier;
import static org.multiprocessing.Multiprocessing.longValue;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.queue;

import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.sync.Barrier;

/** Ours: integers through a queue; items per second. */
public final class QueuePassing {
    private QueuePassing() {}

    /** What a process does in each round. */
    enum Role {
        PRODUCER,
        CONSUMER,
        /** Puts and takes by turns. */
        BOTH
    }

    /** Takes the number of processes, half of which put while the others take, or 1, which does both; and the number of items. */
    public static void main(String... arguments) throws Exception {
        int processes = Integer.parseInt(arguments[0]);
        int items = Integer.parseInt(arguments[1]);
        int pairs = Math.max(1, processes / 2);
        int share = items / pairs;
        Queue<Integer> queue = queue();
        LongValue sum = longValue(0);
        Barrier round = barrier(processes + 1);
        for (int i = 0; i < processes; i++) {
            Role role = role(i, processes);
            process(() -> runRounds(round, role, queue, sum, share), o -> o.withDaemon(true))
                    .start();
        }
        long wanted = pairs * (share * (share - 1L) / 2);
        for (int done = 0; done < Served.WARM_UP; done += share) {
            rate(round, share * pairs, sum, wanted);
        }
        Served.serve(() -> rate(round, share * pairs, sum, wanted));
    }

    private static Role role(int index, int processes) {
        if (processes == 1) {
            return Role.BOTH;
        }
        return index % 2 == 0 ? Role.PRODUCER : Role.CONSUMER;
    }

    private static double rate(Barrier round, int items, LongValue sum, long wanted) throws Exception {
        sum.set(0);
        double rate = Served.rate(items, () -> {
            round.await();
            round.await();
        });
        Served.requireSum(sum.get(), wanted);
        return rate;
    }

    private static void runRounds(Barrier round, Role role, Queue<Integer> queue, LongValue sum, int items)
            throws InterruptedException, BrokenBarrierException {
        while (true) {
            round.await();
            switch (role) {
                case PRODUCER -> put(queue, items);
                case CONSUMER -> sum.getAndAdd(take(queue, items));
                case BOTH -> sum.getAndAdd(putAndTake(queue, items));
            }
            round.await();
        }
    }

    private static void put(Queue<Integer> queue, int items) throws InterruptedException {
        for (int i = 0; i < items; i++) {
            queue.put(i);
        }
    }

    private static long take(Queue<Integer> queue, int items) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < items; i++) {
            sum += queue.take();
        }
        return sum;
    }

    private static long putAndTake(Queue<Integer> queue, int items) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < items; i++) {
            queue.put(i);
            sum += queue.take();
        }
        return sum;
    }
}
