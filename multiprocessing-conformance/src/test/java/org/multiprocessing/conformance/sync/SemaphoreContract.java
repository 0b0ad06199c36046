package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Semaphore;

/** Semaphores, bounded ones too. */
@Tag("core")
public abstract class SemaphoreContract extends SyncContract {
    private Semaphore semaphore(int permits) {
        return own(context().semaphore(permits));
    }

    private BoundedSemaphore bounded(int permits) {
        return own(context().boundedSemaphore(permits));
    }

    /** CPython test_semaphore, and locked() of 3.14. */
    @Test
    void permitsAreTakenAndGivenBack() throws Exception {
        Semaphore semaphore = semaphore(2);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(semaphore.isLocked()).isFalse();
        semaphore.acquire();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.isLocked()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        semaphore.release();
        semaphore.release();
        assertThat(semaphore.availablePermits()).as("more than at first").isEqualTo(3);
        semaphore.acquireUninterruptibly();
        assertThat(semaphore).asString().contains("2");
    }

    /** CPython test_bounded_semaphore. */
    @Test
    void boundedOneTakesNoMoreThanItHadAtFirst() throws Exception {
        BoundedSemaphore semaphore = bounded(2);
        assertThat(semaphore.bound()).isEqualTo(2);
        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2");
        semaphore.acquire();
        assertThatThrownBy(() -> semaphore.release(2)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).as("none of them was given").isEqualTo(1);
        semaphore.release();
        inChild(() -> {
            try {
                semaphore.release();
            } catch (IllegalStateException e) {
                return;
            }
            throw new AssertionError("released");
        });
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    @Test
    void severalAreTakenAtOnceOrNone() throws Exception {
        Semaphore semaphore = semaphore(3);
        semaphore.acquire(2);
        Aside<Void> waiter = Aside.run(() -> semaphore.acquire(3));
        waiter.waits();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release();
        waiter.waits();
        semaphore.release();
        waiter.result();
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.acquire(0);
        semaphore.release(0);
        semaphore.release(4);
        assertThat(semaphore.availablePermits()).isEqualTo(4);
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> context().semaphore(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> context().boundedSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
        Semaphore semaphore = semaphore(1);
        assertThatThrownBy(() -> semaphore.acquire(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.release(-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-5");
        assertThatThrownBy(() -> semaphore.release(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore(Integer.MAX_VALUE).availablePermits()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoAsksWaitsForAPermit(boolean virtual) throws Exception {
        Semaphore semaphore = semaphore(0);
        List<Wait> ways = List.of(
                semaphore::acquire,
                () -> semaphore.acquire(1),
                semaphore::acquireUninterruptibly,
                () -> assertThat(semaphore.tryAcquire(1, TimeUnit.DAYS)).isTrue(),
                () -> assertThat(semaphore.tryAcquire(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isTrue());
        for (Wait way : ways) {
            Aside<Void> waiter = Aside.run(virtual, way::run);
            waiter.waits();
            semaphore.release();
            waiter.result();
            assertThat(semaphore.availablePermits()).isZero();
        }
    }

    /** CPython test_timeout. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitEndsAfterItsTime(boolean virtual) throws Exception {
        Semaphore semaphore = semaphore(0);
        Aside.run(virtual, () -> {
                    takesItsTime(
                            Delays.SHORT,
                            () -> assertThat(semaphore.tryAcquire(Delays.SHORT)).isFalse());
                    takesItsTime(
                            Delays.SHORT,
                            () -> assertThat(semaphore.tryAcquire(Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                                    .isFalse());
                })
                .result();
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(semaphore.tryAcquire(time, TimeUnit.NANOSECONDS)).isFalse();
        }
        semaphore.release();
        assertThat(semaphore.tryAcquire(Duration.ofSeconds(-1))).isTrue();
    }

    @Test
    void interruptEndsAWait() throws Exception {
        Semaphore semaphore = semaphore(0);
        interruptEnds(semaphore::acquire);
        interruptEnds(() -> semaphore.acquire(2));
        interruptEnds(() -> semaphore.tryAcquire(1, TimeUnit.DAYS));
        interruptEnds(semaphore::holdInterruptibly);
        semaphore.release();
        interruptedIsRefused(semaphore::acquire);
        interruptedIsRefused(() -> semaphore.tryAcquire(Duration.ZERO));
        interruptedIsRefused(semaphore::holdInterruptibly);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptDoesNotEndTheUninterruptibleAndIsKept(boolean virtual) throws Exception {
        Semaphore semaphore = semaphore(0);
        for (Wait way : List.<Wait>of(semaphore::acquireUninterruptibly, semaphore::hold)) {
            Aside<Boolean> waiter = Aside.call(virtual, () -> {
                way.run();
                return Thread.interrupted();
            });
            waiter.waits();
            waiter.thread().interrupt();
            waiter.waits();
            semaphore.release();
            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    void permitIsHeldForTheLengthOfAStatement() throws Exception {
        Semaphore semaphore = semaphore(2);
        Held again;
        try (Held one = semaphore.hold();
                Held _ = semaphore.holdInterruptibly()) {
            assertThat(semaphore.availablePermits()).isZero();
            again = one;
            Aside.run(one::close).result(); // whichever thread
            assertThat(semaphore.availablePermits()).isEqualTo(1);
        }
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        again.close();
        assertThat(semaphore.availablePermits()).as("once is enough").isEqualTo(2);
        BoundedSemaphore bounded = bounded(1);
        Held held = bounded.hold();
        bounded.release(); // a mistake, found where the permit has no place any more
        assertThatThrownBy(held::close).isInstanceOf(IllegalStateException.class);
        assertThat(bounded.availablePermits()).isEqualTo(1);
    }

    /** Also thousands of holds leave nothing, nor does the memory of each last. */
    @Test
    void holdsAreUsedOverAndOver() throws Exception {
        Semaphore semaphore = semaphore(3);
        int turns = times(5_000);
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Aside.run(i % 2 == 0, () -> {
                for (int turn = 0; turn < turns; turn++) {
                    try (Held _ = semaphore.hold()) {
                        assertThat(semaphore.availablePermits()).isLessThan(3);
                    }
                }
            }));
        }
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    /** Several permits that come at once are for several that wait. */
    @Test
    void releaseOfManyWakesMany() throws Exception {
        Semaphore semaphore = semaphore(0);
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiters.add(Aside.run(i % 2 == 0, semaphore::acquire));
        }
        waiters.get(0).waits();
        semaphore.release(19);
        done(waiters, 19);
        semaphore.release();
        done(waiters, 20);
        assertThat(semaphore.availablePermits()).isZero();
    }

    private static void done(List<Aside<Void>> waiters, long done) throws Exception {
        Await.equal(
                "so many have their permit",
                done,
                () -> waiters.stream().filter(Aside::isDone).count());
    }

    // ---- processes

    @Test
    void permitsGoFromProcessToProcess() throws Exception {
        Semaphore forth = semaphore(0);
        Semaphore back = semaphore(0);
        Counters counters = counters(1);
        int times = times(500);
        Process child = start(() -> {
            for (int i = 0; i < times; i++) {
                forth.acquire();
                counters.increment(0);
                back.release();
            }
        });
        for (int i = 0; i < times; i++) {
            counters.increment(0);
            forth.release();
            assertThat(back.tryAcquire(Delays.LONG)).isTrue();
        }
        ended(child);
        assertThat(counters.get(0)).isEqualTo(2L * times);
    }

    @Test
    void neverMoreThanThePermitsAreInside() throws Exception {
        Semaphore semaphore = bounded(2);
        Counters counters = counters(2);
        int turns = times(1_000);
        List<Process> children = List.of(
                start(() -> passThrough(semaphore, counters, turns)),
                start(() -> passThrough(semaphore, counters, turns)));
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Aside.run(i % 2 == 0, () -> passThrough(semaphore, counters, turns)));
        }
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        for (Process child : children) {
            ended(child);
        }
        assertThat(counters.get(1)).as("the most that were inside").isBetween(1L, 2L);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    private static void passThrough(Semaphore semaphore, Counters counters, int turns) throws Exception {
        for (int i = 0; i < turns; i++) {
            Held held = i % 3 == 0 ? semaphore.hold() : null;
            if (held == null) {
                semaphore.acquire();
            }
            long inside = counters.add(0, 1) + 1;
            if (inside > counters.get(1)) {
                counters.set(1, inside);
            }
            counters.add(0, -1);
            if (held == null) {
                semaphore.release();
            } else {
                held.close();
            }
        }
    }

    /** In CPython it must be inherited. */
    @Test
    void semaphoreGoesStraightIntoAPool() throws Exception {
        Semaphore semaphore = semaphore(1);
        Counters counters = counters(1);
        try (Pool pool = context().pool(2)) {
            pool.map(
                    i -> {
                        try (Held _ = semaphore.hold()) {
                            counters.increment(0);
                            return i;
                        }
                    },
                    IntStream.range(0, 200).boxed().toList());
            assertThat(counters.get(0)).isEqualTo(200);
            if (has(Trait.COPY)) {
                int left = pool.apply(s -> s.availablePermits(), semaphore);
                assertThat(left).isEqualTo(1);
                Semaphore back = pool.<List<Semaphore>, Semaphore>apply(list -> list.get(0), List.of(semaphore));
                assertThat(back).isEqualTo(semaphore).hasSameHashCodeAs(semaphore);
                BoundedSemaphore bounded =
                        pool.<List<BoundedSemaphore>, BoundedSemaphore>apply(list -> list.get(0), List.of(bounded(7)));
                assertThat(bounded.bound()).isEqualTo(7);
            }
        }
    }

    // ---- the end

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thoseThatWaitLearnThatItWasFreed(boolean virtual) throws Exception {
        Semaphore semaphore = semaphore(1);
        Held held = semaphore.hold();
        List<Aside<Void>> waiters = List.of(
                Aside.run(virtual, semaphore::acquire),
                Aside.run(virtual, semaphore::acquireUninterruptibly),
                Aside.run(virtual, () -> semaphore.tryAcquire(1, TimeUnit.DAYS)),
                Aside.run(virtual, semaphore::hold));
        for (Aside<Void> waiter : waiters) {
            waiter.waits();
        }
        semaphore.free();
        for (Aside<Void> waiter : waiters) {
            waiter.failure(ObjectClosedException.class);
        }
        assertThatCode(held::close).doesNotThrowAnyException();
        List<Wait> uses = List.of(
                semaphore::acquire,
                semaphore::tryAcquire,
                semaphore::release,
                semaphore::availablePermits,
                semaphore::isLocked,
                semaphore::hold,
                () -> semaphore.tryAcquire(Duration.ZERO));
        for (Wait use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
        }
        assertThat(semaphore).asString().contains("freed");
    }
}
