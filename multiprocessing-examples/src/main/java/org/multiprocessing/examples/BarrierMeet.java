package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.stream.IntStream;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Barrier;

/** Lets processes meet: five and main, then three among themselves, then three that have an action run when all are there. */
class BarrierMeet {
    static void work(Barrier barrier, int number) throws InterruptedException, BrokenBarrierException {
        Thread.sleep((int) (Math.random() * 300));
        IO.println("worker " + number + " has come");
        barrier.await();
    }

    static void meet(Barrier barrier, int number) throws InterruptedException, BrokenBarrierException {
        work(barrier, number);
        IO.println("worker " + number + " goes on");
    }

    static List<Process> start(int workers, Barrier barrier) {
        return IntStream.range(0, workers)
                .mapToObj(i -> process(BarrierMeet::meet, barrier, i).start())
                .toList();
    }

    static void main() throws InterruptedException, BrokenBarrierException {
        var withMain = barrier(6);
        var workers = IntStream.range(0, 5)
                .mapToObj(i -> process(BarrierMeet::work, withMain, i).start())
                .toList();
        withMain.await();
        IO.println("main: all five have come");
        joinAll(workers);

        joinAll(start(3, barrier(3)));

        joinAll(start(3, barrier(3, () -> IO.println("the action: all three have come"))));
    }
}
