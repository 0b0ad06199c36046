package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final long LIMIT_SECONDS = 30;

    private final Waiting waiting = new Waiting();
    private final AtomicBoolean done = new AtomicBoolean();

    /** A look that waits for a lock parks, and so eats the permit of the signal that came meanwhile. */
    @Test
    void signalIsKeptThoughTheLookAtTheConditionParks() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        FutureTask<Boolean> waiter = new FutureTask<>(() -> waiting.parkUntil(
                () -> {
                    boolean seen = done.get();
                    if (!seen) {
                        looked.countDown();
                        LockSupport.park(this);
                    }
                    return seen;
                },
                System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)));
        Thread.ofPlatform().start(waiter);
        looked.await();
        done.set(true);
        waiting.signal();
        assertThat(waiter.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void deadlinePassesWithoutASignal() throws Exception {
        assertThat(waiting.parkUntil(done::get, System.nanoTime() + 1)).isFalse();
    }

    @Test
    void interruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waiting.parkUntil(done::get, Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
    }
}
