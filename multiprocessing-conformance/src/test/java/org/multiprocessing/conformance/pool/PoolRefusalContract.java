package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.args;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Progress;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.RetryPolicy;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Args2;
import org.multiprocessing.serial.Args3;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;

/** What a pool does not take, and what it says then. */
public abstract class PoolRefusalContract implements Contract {
    /** Has a pool, as services of programs do. */
    record Holder(Object pool) {}

    /** The same, for the JDK's serialization. */
    static final class OldHolder implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // that it is not serializable is the point
        private final Object pool;

        OldHolder(Object pool) {
            this.pool = pool;
        }
    }

    private static void refused(String words, ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(TaskNotSerializable.class)
                    .hasMessageContaining("cannot be sent to another process")
                    .hasMessageContaining(words);
        }
    }

    // ---- what stays here

    @Test
    void poolCapturedByItsOwnTaskIsRefused() throws Exception {
        try (Pool pool = context().pool(1)) {
            List<Integer> items = List.of(1);
            refused(
                    "make a pool inside the task",
                    () -> pool.apply(() -> pool.size()),
                    () -> pool.apply(() -> {
                        pool.shutdown();
                    }),
                    () -> pool.submit(() -> pool.size()),
                    () -> pool.execute((Action) () -> pool.shutdown()),
                    () -> pool.map(x -> pool.size() + x, items),
                    () -> pool.imap(x -> pool.size() + x, items),
                    () -> pool.forEach(_ -> pool.shutdown(), items),
                    () -> pool.invokeAll(List.<Call<Integer>>of(() -> pool.size())),
                    () -> pool.apply(Object::toString, pool),
                    () -> pool.apply((a, b) -> a, 1, pool),
                    () -> pool.map(Object::toString, List.of(pool)),
                    () -> pool.map(Object::toString, List.of(List.of(pool))),
                    () -> pool.starmap((a, b) -> a, List.of(args(1, pool))),
                    () -> pool.apply(Object::toString, new Holder(pool)),
                    () -> pool.apply(Work::same, new OldHolder(pool)));
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    @Test
    void viewsAndResultsAreRefused() throws Exception {
        try (Pool pool = context().pool(1)) {
            Tasks view = pool.tasks(t -> t.withRetries(1));
            AsyncResult<Integer> result = pool.applyAsync(Work::square, 3);
            try (Results<Integer> results = pool.imap(Work::square, List.of(1, 2))) {
                refused(
                        "make a pool inside the task",
                        () -> pool.apply(() -> view.apply(Work::square, 1)),
                        () -> pool.apply(Object::toString, view));
                refused(
                        "pass the value on",
                        () -> pool.apply(() -> result.join()),
                        () -> pool.apply(Object::toString, result),
                        () -> view.map(Object::toString, List.of(result)));
                refused("pass the values on", () -> pool.apply(() -> results.next()));
            }
            assertThat(result.join()).isEqualTo(9);
        }
    }

    /** Said with the fields that lead there. */
    @Test
    void refusalNamesTheWay() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.apply(Object::toString, new Holder(pool)))
                    .isInstanceOfSatisfying(
                            TaskNotSerializable.class, e -> assertThat(e.path()).isEqualTo("pool"));
        }
    }

    // ---- null

    @Test
    void nullIsRefusedAtTheCall() throws Exception {
        Call1<Integer, Integer> function = null;
        Iterable<Integer> items = null;
        Stream<Integer> stream = null;
        Iterable<Args2<Integer, Integer>> pairs = null;
        Iterable<Args3<Integer, Integer, Integer>> triples = null;
        try (Pool pool = context().pool(1)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> pool.apply(function, 1),
                    () -> pool.applyAsync(function, 1),
                    () -> pool.map(function, List.of(1)),
                    () -> pool.mapAsync(function, List.of(1)),
                    () -> pool.mapOutcomes(function, List.of(1)),
                    () -> pool.imap(function, List.of(1)),
                    () -> pool.imapUnordered(function, Stream.of(1)),
                    () -> pool.map(Work::square, items),
                    () -> pool.map(Work::square, stream),
                    () -> pool.mapAsync(Work::square, items),
                    () -> pool.mapAsync(Work::square, stream),
                    () -> pool.mapOutcomes(Work::square, items),
                    () -> pool.imapOutcomes(Work::square, items),
                    () -> pool.imap(Work::square, items),
                    () -> pool.imap(Work::square, stream),
                    () -> pool.imapUnordered(Work::square, items),
                    () -> pool.imapUnordered(Work::square, stream),
                    () -> pool.starmap(Math::max, pairs),
                    () -> pool.starmap(Math::max, List.of(1), items),
                    () -> pool.starmap(Math::max, items, List.of(1)),
                    () -> pool.starmapAsync(Math::max, pairs),
                    () -> pool.starmapAsync((a, b, c) -> a + b + c, triples),
                    () -> pool.forEach(_ -> {}, items),
                    () -> pool.forEach((a, b) -> {}, pairs),
                    () -> pool.tasks(null),
                    () -> pool.tasks(_ -> null),
                    () -> pool.tasks(t -> t.withTimeout(null)),
                    () -> pool.tasks(t -> t.withGrace(null)),
                    () -> pool.tasks(t -> t.withRetries((RetryPolicy) null)),
                    () -> pool.tasks(t -> t.withName(null)),
                    () -> pool.tasks(t -> t.withProgress(null)),
                    () -> RetryPolicy.times(1).on((Class<? extends Throwable>) null))) {
                assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    /** A null among the tuples is no tuple; a null in a tuple, or among items, is an argument. */
    @Test
    void nullArgumentsTravel() throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.starmap(Math::max, Arrays.asList(args(1, 2), null)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("args(a, b)");
            assertThat(pool.map(String::valueOf, Arrays.asList((Object) null, 1)))
                    .containsExactly("null", "1");
            assertThat(pool.starmap((a, b) -> a + "-" + b, List.of(args(null, 1))))
                    .containsExactly("null-1");
        }
    }

    // ---- after the end

    @Test
    void everythingIsRejectedAfterShutdown() throws Exception {
        Pool pool = context().pool(1);
        List<Progress> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        pool.shutdown();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> pool.applyAsync(() -> 1),
                () -> pool.applyAsync((a, b) -> a, 1, 2),
                () -> pool.mapAsync(Work::square, Stream.of(1)),
                () -> pool.imap(Work::square, Stream.of(1)),
                () -> pool.imapUnordered(Work::square, Stream.of(1)),
                () -> pool.starmap(Math::max, List.of(1), List.of(2)),
                () -> pool.starmapAsync(Math::max, List.of(args(1, 2))),
                () -> pool.starmapAsync((a, b, c) -> a, List.of(args(1, 2, 3))),
                () -> pool.forEach((a, b) -> {}, List.of(args(1, 2))),
                () -> pool.tasks(t -> t.withProgress(told::add)).map(Work::square, List.of(1)),
                () -> pool.tasks(t -> t.withRetries(RetryPolicy.times(1))).applyAsync(Work::square, 1))) {
            assertThatThrownBy(call)
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("shut down");
        }
        pool.join();
        assertThat(told).isEmpty();
    }
}
