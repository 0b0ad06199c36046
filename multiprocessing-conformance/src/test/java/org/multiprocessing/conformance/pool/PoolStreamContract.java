package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.args;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.serial.Args2;

/** Streams as inputs, which are closed, and several arguments. */
public abstract class PoolStreamContract implements Contract {
    private final AtomicInteger closed = new AtomicInteger();

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private Stream<Integer> stream(int size) {
        return IntStream.range(0, size).boxed().onClose(closed::incrementAndGet);
    }

    private Stream<Integer> endless() {
        return Stream.iterate(0, i -> i + 1).onClose(closed::incrementAndGet);
    }

    private static <T> List<T> all(Results<T> results) {
        List<T> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    @Test
    void streamsAreReadAndClosed() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.map(Work::same, stream(300))).isEqualTo(range(300));
            assertThat(closed).hasValue(1);
            assertThat(pool.mapAsync(Work::same, stream(300)).get()).isEqualTo(range(300));
            assertThat(closed).hasValue(2);
            assertThat(all(pool.imap(Work::same, stream(300)))).isEqualTo(range(300));
            assertThat(closed).hasValue(3);
            assertThat(all(pool.imapUnordered(Work::same, stream(300))))
                    .containsExactlyInAnyOrderElementsOf(range(300));
            assertThat(closed).hasValue(4);
            assertThat(pool.map(Work::same, stream(0))).isEmpty();
            assertThat(closed).hasValue(5);
        }
    }

    @Test
    void streamsAreClosedWithTheirResults() throws Exception {
        try (Pool pool = context().pool(1)) {
            Results<Integer> ordered = pool.imap(Work::same, endless());
            assertThat(ordered.next()).isZero();
            assertThat(closed).hasValue(0);
            ordered.close();
            assertThat(closed).hasValue(1);
            try (Results<Integer> unordered = pool.imapUnordered(Work::same, endless())) {
                assertThat(unordered.next()).isZero();
            }
            assertThat(closed).hasValue(2);
            AsyncResult<List<Integer>> endless = pool.mapAsync(Work::same, endless());
            assertThat(endless.cancel(true)).isTrue();
            Await.equal("closed", 3, closed::get);
        }
    }

    @Test
    void streamsAreClosedWhenTheCallIsRefused() throws Exception {
        Thread unsendable = Thread.currentThread();
        try (Pool pool = context().pool(1)) {
            if (has(Trait.COPY) && has(Trait.REFUSAL)) {
                assertThatThrownBy(() -> pool.imap(x -> unsendable.getName() + x, stream(3)))
                        .isInstanceOf(TaskNotSerializable.class);
            } else {
                closed.incrementAndGet();
            }
            assertThat(closed).hasValue(1);
            pool.shutdown();
            assertThatThrownBy(() -> pool.imap(Work::same, stream(3))).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> pool.mapAsync(Work::same, stream(3)))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> pool.map(Work::same, stream(3))).isInstanceOf(RejectedExecutionException.class);
            assertThat(closed).hasValue(4);
        }
    }

    /** A stream that fails gives its error after what came before; one that fails to close does, too. */
    @Test
    void failureOfAStreamIsTheCallers() throws Exception {
        IllegalStateException failure = new IllegalStateException("on purpose");
        try (Pool pool = context().pool(1);
                Results<Integer> results = pool.imap(Work::same, Stream.of(1, 2).onClose(() -> {
                    throw failure;
                }))) {
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.next()).isEqualTo(2);
            assertThatThrownBy(results::next).isSameAs(failure);
        }
    }

    // ---- several arguments

    @Test
    void twoSequencesGoInStep() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(pool.starmap(Math::max, List.of(1, 5, 3), List.of(4, 2, 6)))
                    .containsExactly(4, 5, 6);
            assertThat(pool.starmap((a, b) -> a + b, range(50), () -> range(50).iterator()))
                    .isEqualTo(range(50).stream().map(i -> 2 * i).toList());
            assertThat(pool.starmap(Math::max, List.<Integer>of(), List.<Integer>of()))
                    .isEmpty();
        }
    }

    @Test
    void sequencesOfDifferentLengthsAreRefused() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.starmap(Math::max, List.of(1, 2), List.of(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 first")
                    .hasMessageContaining("1 second");
            Iterable<Integer> endless = () -> Stream.iterate(0, i -> i + 1).iterator();
            assertThatThrownBy(() -> pool.starmap(Math::max, List.of(1, 2), endless))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("first arguments end before");
            assertThatThrownBy(() -> pool.starmap(Math::max, endless, List.of(1, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("second arguments end before");
        }
    }

    @Test
    void severalArgumentsLater() throws Exception {
        try (Pool pool = context().pool(2)) {
            AsyncResult<List<Integer>> pairs = pool.starmapAsync(Math::max, List.of(args(1, 2), args(4, 3)));
            AsyncResult<List<String>> triples =
                    pool.starmapAsync((a, b, c) -> a + b + c, List.of(args("a", 1, 'x'), args("b", 2, 'y')));
            assertThat(pairs.get()).containsExactly(2, 4);
            assertThat(triples.get()).containsExactly("a1x", "b2y");
            List<Args2<String, Integer>> withNull = List.of(args(null, 1));
            assertThat(pool.starmapAsync((a, b) -> a + "-" + b, withNull).get()).containsExactly("null-1");
        }
    }
}
