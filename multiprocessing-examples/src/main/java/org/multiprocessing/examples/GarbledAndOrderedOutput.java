package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.Lock;

/** Prints lines word by word from two processes and from main, first anyhow, and then each line under a lock. */
class GarbledAndOrderedOutput {
    static final int LINES = 5;

    static void printLine(String name, int number) throws InterruptedException {
        for (String word : List.of(name, "prints", "line", "number")) {
            System.out.print(word + " ");
            Thread.sleep(2);
        }
        System.out.println(number);
    }

    static void anyhow(String name, Barrier together) throws InterruptedException, BrokenBarrierException {
        together.await();
        for (int i = 1; i <= LINES; i++) {
            printLine(name, i);
        }
    }

    static void inOrder(String name, Lock output) throws InterruptedException {
        for (int i = 1; i <= LINES; i++) {
            try (var _ = output.hold()) {
                printLine(name, i);
            }
        }
    }

    static void main() throws InterruptedException, BrokenBarrierException {
        IO.println("without a lock:");
        var together = barrier(3);
        var garbled = List.of(
                process(GarbledAndOrderedOutput::anyhow, "one", together).start(),
                process(GarbledAndOrderedOutput::anyhow, "two", together).start());
        anyhow("main", together);
        joinAll(garbled);

        IO.println("with a lock:");
        var output = lock();
        var ordered = List.of(
                process(GarbledAndOrderedOutput::inOrder, "one", output).start(),
                process(GarbledAndOrderedOutput::inOrder, "two", output).start());
        inOrder("main", output);
        joinAll(ordered);
    }
}
