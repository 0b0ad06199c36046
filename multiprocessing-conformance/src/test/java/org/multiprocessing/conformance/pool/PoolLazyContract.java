package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskFailed;

/** Results as they come: {@code imap} and its kin, lazy at both ends. */
public abstract class PoolLazyContract implements Contract {
    @TempDir
    Path folder;

    /** Counts how much of an endless input has been consumed. */
    private static final class Endless implements Iterable<Integer> {
        private final AtomicInteger consumed = new AtomicInteger();

        @Override
        public Iterator<Integer> iterator() {
            return Stream.generate(consumed::getAndIncrement).iterator();
        }
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static <T> List<T> all(Results<T> results) {
        List<T> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    /** CPython test_imap. */
    @Test
    void imapKeepsTheOrder() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(all(pool.imap(Work::lasting, List.of(50, 1, 20, 0)))).containsExactly(50, 1, 20, 0);
            assertThat(all(pool.imap(Work::same, range(1000)))).isEqualTo(range(1000));
            assertThat(all(pool.imap(Work::same, List.of()))).isEmpty();
            int sum = 0;
            for (int square : pool.imap(Work::square, range(4))) {
                sum += square;
            }
            assertThat(sum).isEqualTo(14);
            assertThat(pool.imap(Work::square, range(4)).stream().toList()).containsExactly(0, 1, 4, 9);
        }
    }

    /** CPython test_imap_unordered. */
    @Test
    void imapUnorderedGivesWhatIsReady() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            Results<Integer> results = pool.imapUnordered(
                    x -> {
                        if (x == 0) {
                            go.await();
                        }
                        return x;
                    },
                    range(10));
            List<Integer> first = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                first.add(results.next(Delays.LONG));
            }
            assertThat(first).doesNotContain(0).hasSize(9).doesNotHaveDuplicates();
            go.set();
            assertThat(results.next()).isZero();
            assertThat(results.hasNext()).isFalse();
            assertThat(all(pool.imapUnordered(Work::same, range(1000))))
                    .containsExactlyInAnyOrderElementsOf(range(1000));
        }
    }

    /** As CPython has it for a pool of one. */
    @Test
    void imapUnorderedOfOneWorkerKeepsTheOrder() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThat(all(pool.imapUnordered(Work::same, range(5000)))).isEqualTo(range(5000));
        }
    }

    // ---- input

    /** Waits for the end of another task before it gives the second item. */
    private record Dependent(Mark go, AsyncResult<?> other) implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return Stream.of(1, 2, 3).peek(this::mayWait).iterator();
        }

        private void mayWait(int item) {
            try {
                if (item == 2) {
                    go.set();
                    Await.until("the other task has ended", other::isDone);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A caller that waits in its own iterator does not keep others from hearing of their results. */
    @Test
    void anInputMayWaitForTheEndOfAnotherTask() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            AsyncResult<?> other = pool.applyAsync(go::await);
            long since = System.nanoTime();
            assertThat(pool.map(Work::same, new Dependent(go, other))).containsExactly(1, 2, 3);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Delays.MEDIUM);
        }
    }

    /** defect12: an endless input is read as far as results are taken, and a little ahead. */
    @Test
    void defect12_endlessInputIsReadLazily() throws Exception {
        Endless input = new Endless();
        try (Pool pool = context().pool(2);
                Results<Integer> results = pool.imap(Work::same, input)) {
            for (int i = 0; i < 100; i++) {
                assertThat(results.next()).isEqualTo(i);
            }
            Delays.pass(Delays.SHORT);
            assertThat(input.consumed.get()).isLessThan(100 + 10_000);
        }
    }

    @Test
    void readAheadIsBoundedAsSaid() throws Exception {
        Endless input = new Endless();
        try (Pool pool = context().pool(2);
                Results<Integer> results = pool.tasks(t -> t.withReadAhead(5)).imap(Work::same, input)) {
            for (int taken = 0; taken < 200; taken++) {
                assertThat(input.consumed.get()).isLessThanOrEqualTo(taken + 5);
                assertThat(results.next()).isEqualTo(taken);
            }
            Delays.pass(Delays.SHORT);
            assertThat(input.consumed.get()).isLessThanOrEqualTo(205);
        }
    }

    /** A read-ahead of one is slow, and works. */
    @Test
    void readAheadOfOneWorks() throws Exception {
        try (Pool pool = context().pool(2)) {
            assertThat(all(pool.tasks(t -> t.withReadAhead(1)).imap(Work::same, range(50))))
                    .isEqualTo(range(50));
            assertThat(all(pool.tasks(t -> t.withReadAhead(1)).imapUnordered(Work::same, range(50))))
                    .containsExactlyInAnyOrderElementsOf(range(50));
            assertThat(pool.tasks(t -> t.withReadAhead(1)).map(Work::same, range(50)))
                    .isEqualTo(range(50));
        }
    }

    /** Results that are taken late do not hold up the work within the read-ahead. */
    @Test
    void workGoesOnWhileNobodyTakes() throws Exception {
        Tally tally = Tally.in(folder, "done");
        try (Pool pool = context().pool(2);
                Results<Integer> results =
                        pool.tasks(t -> t.withReadAhead(8)).imap(x -> Work.tallied(tally, x), range(100))) {
            org.multiprocessing.conformance.support.Await.equal("the read-ahead is done", 8, tally::count);
            assertThat(all(results)).isEqualTo(range(100));
        }
    }

    /** CPython test_imap_handle_iterable_exception: what came before the error stands. */
    @Test
    void failingInputEndsTheResults() throws Exception {
        IllegalStateException failure = new IllegalStateException("no more");
        Iterable<Integer> input = () -> Stream.iterate(0, i -> i + 1)
                .peek(i -> {
                    if (i == 7) {
                        throw failure;
                    }
                })
                .iterator();
        try (Pool pool = context().pool(2)) {
            for (boolean ordered : List.of(true, false)) {
                Results<Integer> results =
                        ordered ? pool.imap(Work::same, input) : pool.imapUnordered(Work::same, input);
                List<Integer> before = new ArrayList<>();
                for (int i = 0; i < 7; i++) {
                    before.add(results.next());
                }
                assertThat(before).containsExactlyInAnyOrderElementsOf(range(7));
                assertThatThrownBy(results::next).isSameAs(failure);
                assertThat(results.hasNext()).isFalse();
                assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    // ---- failures

    @Test
    void resultsGoOnAfterAFailure() throws Exception {
        try (Pool pool = context().pool(2);
                Results<Integer> results = pool.imap(Work::even, range(5))) {
            assertThat(results.next()).isZero();
            assertThatThrownBy(results::next)
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .hasMessage("odd: 1");
            assertThat(results.next()).isEqualTo(2);
            assertThatThrownBy(results::next)
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .hasMessage("odd: 3");
            assertThat(results.hasNext()).isTrue();
            assertThat(results.next()).isEqualTo(4);
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void outcomesKnowTheirItem() throws Exception {
        try (Pool pool = context().pool(2);
                Results<Outcome<Integer>> results = pool.imapOutcomes(Work::even, range(40))) {
            List<Integer> good = new ArrayList<>();
            List<Integer> bad = new ArrayList<>();
            for (Outcome<Integer> outcome : results) {
                switch (outcome) {
                    case Success<Integer>(Integer value) -> good.add(value);
                    case Failure<Integer>(var why) -> bad.add((int) why.index());
                    case Outcome.Cancelled<Integer> _ -> throw new AssertionError("cancelled");
                }
            }
            assertThat(good).allMatch(x -> x % 2 == 0).hasSize(20).doesNotHaveDuplicates();
            assertThat(bad).allMatch(x -> x % 2 == 1).hasSize(20).doesNotHaveDuplicates();
        }
    }

    // ---- waiting

    /** CPython test_imap with timeouts: the item stays pending. */
    @Test
    void nextGivesUpAfterItsTime() throws Exception {
        Mark go = Mark.in(folder, "go");
        try (Pool pool = context().pool(1);
                Results<String> results = pool.imap(_ -> Work.waitFor(go), range(2))) {
            assertThatThrownBy(() -> results.next(Delays.SHORT)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> results.next(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> results.next(Duration.ofSeconds(-1))).isInstanceOf(TimeoutException.class);
            go.set();
            assertThat(results.next(Delays.LONG)).isEqualTo("seen");
            assertThat(results.next(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("seen");
            assertThatThrownBy(() -> results.next(Delays.SHORT)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void interruptClosesTheResults() throws Exception {
        try (Pool pool = context().pool(1)) {
            Results<Integer> results =
                    pool.tasks(t -> t.withTimeout(Delays.SMALL)).imap(x -> Work.forEver(x), range(3));
            Thread.currentThread().interrupt();
            assertThatThrownBy(results::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            assertThat(results.hasNext()).isFalse();
            assertThat(pool.apply(Work::square, 5)).isEqualTo(25);
        }
    }

    // ---- closing

    /** Closing stops the reading and cancels what is queued; the pool goes on. */
    @Test
    void closingCancelsWhatIsQueued() throws Exception {
        Tally tally = Tally.in(folder, "done");
        Endless input = new Endless();
        try (Pool pool = context().pool(2)) {
            Results<Integer> results = pool.imap(x -> Work.talliedSlowly(tally, x), input);
            assertThat(results.next()).isZero();
            results.close();
            results.close();
            int consumed = input.consumed.get();
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            assertThat(pool.map(Work::square, range(3))).containsExactly(0, 1, 4);
            assertThat(input.consumed.get()).isEqualTo(consumed);
            assertThat(tally.count()).isLessThanOrEqualTo(consumed);
        }
    }

    @Test
    void closingTheStreamClosesTheResults() throws Exception {
        Endless input = new Endless();
        try (Pool pool = context().pool(2)) {
            Results<Integer> results = pool.imap(Work::same, input);
            try (Stream<Integer> stream = results.stream()) {
                assertThat(stream.limit(5)).containsExactly(0, 1, 2, 3, 4);
            }
            assertThat(results.hasNext()).isFalse();
        }
    }

    /** Results that are simply dropped hold up neither the pool nor its end. */
    @Test
    void droppedResultsHoldNothingUp() throws Exception {
        try (Pool pool = context().pool(2)) {
            @SuppressWarnings("resource") // dropped on purpose
            Results<Integer> dropped = pool.imap(Work::same, new Endless());
            assertThat(dropped.next()).isZero();
            assertThat(pool.map(Work::square, range(3))).containsExactly(0, 1, 4);
        }
    }
}
