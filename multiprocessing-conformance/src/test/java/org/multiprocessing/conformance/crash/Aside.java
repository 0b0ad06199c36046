package org.multiprocessing.conformance.crash;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.support.Delays;

/** What another thread does in a scene. */
final class Aside {
    /** How long after a death everything must work again: promised is a second. */
    static final Duration SOON = Delays.within(Duration.ofSeconds(1));

    private Aside() {}

    interface Work {
        void run() throws Exception;
    }

    static Thread helper(Work work) {
        return Thread.ofPlatform().start(() -> {
            Delays.pass(Delays.SHORT);
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static CompletableFuture<Object> aside(Callable<Object> source) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("waiter").start(() -> {
            try {
                result.complete(source.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    static Object soon(CompletableFuture<Object> result) throws Exception {
        return result.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }
}
