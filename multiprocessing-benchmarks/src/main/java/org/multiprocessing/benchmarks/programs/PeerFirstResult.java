package org.multiprocessing.benchmarks.programs;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** PP4J: a fresh program that prints the first result of a pool. */
public final class PeerFirstResult {
    private PeerFirstResult() {}

    /** Takes the number of workers. */
    public static void main(String... arguments) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = PeerPool.open(Integer.parseInt(arguments[0]))) {
            Integer result = pool.submit(PeerPool.identity(42)).get();
            System.out.print("first "); // as in ours
            System.out.println(result);
        }
    }
}
