package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Progress;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.Tasks;

/** How far a call is. */
public abstract class PoolProgressContract implements Contract {
    private final Queue<Progress> seen = new ConcurrentLinkedQueue<>();

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private Tasks watched(Pool pool) {
        return pool.tasks(t -> t.withProgress(seen::add));
    }

    private Progress awaitLast(long done) throws Exception {
        Await.until("told of the end", () -> seen.stream().anyMatch(progress -> progress.done() == done));
        return seen.stream().reduce((_, next) -> next).orElseThrow();
    }

    @Test
    void listenerHearsOfTheWayAndOfTheEnd() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(watched(pool).map(Work::slowly, range(20))).isEqualTo(range(20));
            Progress last = awaitLast(20);
            assertThat(last.failed()).isZero();
            assertThat(last.total()).hasValue(20);
            assertThat(last.remaining()).hasValue(java.time.Duration.ZERO);
            assertThat(seen).hasSizeBetween(2, 21);
            assertThat(seen.stream().map(Progress::done)).isSorted();
            assertThat(seen.stream().map(Progress::elapsed)).isSorted();
            assertThat(seen).allMatch(progress -> progress.done() <= 20);
        }
    }

    /** The listener hears of the whole of a call that is too short for more. */
    @Test
    void shortCallsAreToldOnce() throws Exception {
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            watched(pool).map(Work::same, List.of());
            assertThat(awaitLast(0).total()).hasValue(0);
            watched(pool).forEach(_ -> {}, range(3));
            awaitLast(3);
        }
    }

    @Test
    void failuresAreCounted() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThatThrownBy(() -> watched(pool).map(Work::even, range(40))).isInstanceOf(TaskFailed.class);
            assertThat(awaitLast(40).failed()).isEqualTo(20);
        }
    }

    /** Of an input whose length nobody knows, it is known at its end. */
    @Test
    void totalIsKnownWhenTheInputHasEnded() throws Exception {
        Iterable<Integer> unknown = () -> range(30).iterator();
        try (Pool pool = context().pool(1)) {
            watched(pool).mapAsync(Work::same, unknown).get();
            assertThat(awaitLast(30).total()).hasValue(30);
            assertThat(seen.peek()).isNotNull();
        }
    }

    @Test
    void resultsThatAreClosedAreTheEnd() throws Exception {
        try (Pool pool = context().pool(1)) {
            Results<Integer> results = watched(pool).imap(Work::same, Stream.iterate(0, i -> i + 1));
            assertThat(results.next()).isZero();
            results.close();
            Await.until("told of the end", () -> !seen.isEmpty());
            assertThat(seen).allMatch(progress -> progress.total().isEmpty());
        }
    }

    /** The listener runs on the callback executor, by one thread at a time; what it throws or how long it takes is its own affair. */
    @Test
    void listenerIsCalledByOneAtATimeAndHoldsUpNothing() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (Pool pool = context()
                .pool(
                        2,
                        o -> o.withCallbackExecutor(
                                callback -> Thread.ofVirtual().name("callback").start(callback)))) {
            Tasks watched = pool.tasks(t -> t.withProgress(_ -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                threads.add(Thread.currentThread().getName());
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                inside.decrementAndGet();
                calls.incrementAndGet();
                throw new IllegalStateException("on purpose, and logged");
            }));
            assertThat(watched.map(Work::slowly, range(12))).isEqualTo(range(12));
            assertThat(calls).hasValue(0);
            go.countDown();
            Await.until("told of the end", () -> calls.get() >= 2 && inside.get() == 0);
        }
        assertThat(most).hasValue(1);
        assertThat(threads).containsExactly("callback");
    }
}
