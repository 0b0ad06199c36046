package org.multiprocessing.jcstress;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One more that takes part: jcstress runs three actors on three processors only, and many machines have two. */
final class Third {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("third-", 0).factory());

    private volatile Future<Integer> part;

    void start(Callable<Integer> action) {
        part = THREADS.submit(action);
    }

    /** Waits for its end, in the arbiter. */
    int result() {
        try {
            return part.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the third one failed", e);
        }
    }
}
