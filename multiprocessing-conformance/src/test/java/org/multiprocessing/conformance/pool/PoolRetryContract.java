package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.PoisonTask;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.RetryPolicy;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.pool.WorkerDied;
import org.multiprocessing.pool.WorkerKilled;

/** Which failures are tried again, and when. */
public abstract class PoolRetryContract implements Contract {
    private static final Duration AGES = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Tally tries() {
        return Tally.in(folder, "tries");
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static Tasks retrying(Pool pool, RetryPolicy policy) {
        return pool.tasks(t -> t.withRetries(policy));
    }

    /** Fails so many times, and then succeeds. */
    static String succeedAfter(int failures, Tally tries) throws IOException {
        tries.add("try");
        if (tries.count() <= failures) {
            throw new FileNotFoundException("not yet: " + tries.count());
        }
        return "at last";
    }

    /** Fails the first time, each item by itself. */
    static int failOnce(Path folder, int x) throws IOException {
        Tally own = Tally.in(folder, "item-" + x);
        own.add(x);
        if (x % 3 == 0 && own.count() == 1) {
            throw new IOException("once: " + x);
        }
        return x;
    }

    /** Spins the first time. */
    static String spinOnce(Tally tries) throws IOException {
        tries.add("try");
        if (tries.count() == 1) {
            Way.spin();
        }
        return "at last";
    }

    // ---- which

    @Test
    void failureOfANamedClassIsTriedAgain() throws Exception {
        try (Pool pool = context().pool(1)) {
            Tasks retrying = retrying(pool, RetryPolicy.times(2).on(IOException.class));
            assertThat(retrying.apply(PoolRetryContract::succeedAfter, 2, tries()))
                    .isEqualTo("at last");
            assertThat(tries().count()).isEqualTo(3);
        }
    }

    @Test
    void everyFailureOfTheFunctionMayBeNamed() throws Exception {
        try (Pool pool = context().pool(1)) {
            Tasks retrying = retrying(pool, RetryPolicy.times(1).on(TaskFailed.class));
            assertThat(retrying.apply(PoolRetryContract::succeedAfter, 1, tries()))
                    .isEqualTo("at last");
        }
    }

    @Test
    void otherFailuresAreNotTriedAgain() throws Exception {
        try (Pool pool = context().pool(1)) {
            for (RetryPolicy policy : List.of(
                    RetryPolicy.times(3),
                    RetryPolicy.times(3).on(WorkerDied.class, TaskTimedOut.class),
                    RetryPolicy.times(3).on(IllegalStateException.class),
                    RetryPolicy.times(3).on(RuntimeException.class), // a TaskException is one, the original is not
                    RetryPolicy.times(0).on(IOException.class))) {
                int before = tries().count();
                assertThatThrownBy(() -> retrying(pool, policy)
                                .apply(PoolRetryContract::succeedAfter, Integer.MAX_VALUE, tries()))
                        .as("%s", policy)
                        .isInstanceOf(TaskFailed.class);
                assertThat(tries().count()).as("%s", policy).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void lastFailureHasTheOthersWithIt() throws Exception {
        try (Pool pool = context().pool(1)) {
            TaskFailed last = catchThrowableOfType(
                    TaskFailed.class,
                    () -> retrying(pool, RetryPolicy.times(2).on(IOException.class))
                            .apply(PoolRetryContract::succeedAfter, 9, tries()));
            assertThat(last.getCause()).hasMessage("not yet: 3");
            assertThat(last.getSuppressed()).hasSize(2).allMatch(TaskFailed.class::isInstance);
            assertThat(last.getSuppressed()[0].getCause()).hasMessage("not yet: 1");
        }
    }

    /** A task is one item: the others neither wait nor are they done twice. */
    @Test
    void itemsOfAMapAreTriedAgainEachByItself() throws Exception {
        Path place = folder;
        try (Pool pool = context().pool(2)) {
            Tasks retrying = retrying(
                    pool,
                    RetryPolicy.times(1)
                            .withBackoff(Delays.SHORT, 1, Delays.SHORT)
                            .on(IOException.class));
            assertThat(retrying.map(x -> failOnce(place, x), range(30))).isEqualTo(range(30));
            for (int i = 0; i < 30; i++) {
                assertThat(Tally.in(folder, "item-" + i).count()).isEqualTo(i % 3 == 0 ? 2 : 1);
            }
        }
    }

    /** The time limit is each try's own. */
    @Test
    void timeLimitMayBeTriedAgain() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1)) {
            Tasks retrying = pool.tasks(t -> t.withTimeout(Delays.MEDIUM.dividedBy(2))
                    .withRetries(RetryPolicy.times(1).on(TaskTimedOut.class)));
            assertThat(retrying.apply(PoolRetryContract::spinOnce, tries())).isEqualTo("at last");
            assertThatThrownBy(() -> retrying.apply(Work::spinHere, 1))
                    .isInstanceOfSatisfying(
                            TaskTimedOut.class,
                            why -> assertThat(why.getSuppressed())
                                    .hasSize(1)
                                    .hasOnlyElementsOfType(TaskTimedOut.class));
        }
    }

    @Test
    void deathsUnderAPolicyArePoison() throws Exception {
        needs(Trait.KILL);
        Tally tries = tries();
        try (Pool pool = context().pool(1)) {
            PoisonTask poison = catchThrowableOfType(
                    PoisonTask.class,
                    () -> retrying(
                                    pool,
                                    RetryPolicy.times(1)
                                            .withBackoff(Delays.SHORT, 1, Delays.SHORT)
                                            .on(WorkerDied.class, IOException.class))
                            .apply(() -> Work.talliedFailure(tries, Way.SIGKILL)));
            assertThat(poison.deaths()).hasSize(2).allMatch(WorkerKilled.class::isInstance);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    // ---- when

    /** The waits grow, and no worker waits: it does something else meanwhile. */
    @Test
    void waitHoldsUpNobody() throws Exception {
        Duration first = Delays.SHORT.multipliedBy(4);
        Tally tries = tries();
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            long begin = System.nanoTime();
            AsyncResult<String> result = retrying(
                            pool,
                            RetryPolicy.times(2).withBackoff(first, 2, AGES).on(IOException.class))
                    .applyAsync(PoolRetryContract::succeedAfter, 2, tries);
            Await.equal("the first try", 1, tries::count);
            pool.apply(Work::square, 1);
            assertThat(tries.count()).as("done between the tries").isEqualTo(1);
            assertThat(result.get()).isEqualTo("at last");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(first.multipliedBy(3));
        }
    }

    /** Neither do those that wait stop the reading of the input: what comes after them is done. */
    @Test
    void itemsThatWaitDoNotHoldUpTheOthers() throws Exception {
        Path place = folder;
        try (Pool pool = context().pool(1);
                Results<Integer> results = retrying(
                                pool,
                                RetryPolicy.times(1).withBackoff(AGES, 1, AGES).on(IOException.class))
                        .imapUnordered(x -> failOnce(place, x < 50 ? 3 * x : 3 * x + 1), range(60))) {
            Set<Integer> others = new HashSet<>();
            for (int i = 50; i < 60; i++) {
                others.add(results.next(Delays.LONG));
            }
            assertThat(others).hasSize(10).allMatch(x -> x % 3 == 1);
        }
    }

    @Test
    void waitingTaskIsCancelled() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<String> result = retrying(
                            pool,
                            RetryPolicy.times(1).withBackoff(AGES, 1, AGES).on(IOException.class))
                    .applyAsync(PoolRetryContract::succeedAfter, 9, tries());
            Await.equal("the first try", 1, () -> tries().count());
            assertThat(pool.apply(Work::square, 3)).as("the answer has come").isEqualTo(9);
            assertThat(result.isDone()).isFalse();
            assertThat(result.cancel(false)).isTrue();
            assertThat(result.outcome()).isEqualTo(new Cancelled<>());
        }
    }

    /** With nothing else to do, the end of the pool waits for the next try, and for no more. */
    @Test
    void shutdownWaitsForTheNextTry() throws Exception {
        AsyncResult<String> result;
        AsyncResult<String> cancelled;
        try (Pool pool = context().pool(1)) {
            Tasks retrying = retrying(
                    pool,
                    RetryPolicy.times(1)
                            .withBackoff(Delays.SHORT, 1, Delays.SHORT)
                            .on(IOException.class));
            result = retrying.applyAsync(PoolRetryContract::succeedAfter, 1, tries());
        }
        assertThat(result.outcome()).isEqualTo(new Success<>("at last"));
        Tally others = Tally.in(folder, "others");
        try (Pool pool = context().pool(1)) {
            cancelled = retrying(
                            pool,
                            RetryPolicy.times(1).withBackoff(AGES, 1, AGES).on(IOException.class))
                    .applyAsync(PoolRetryContract::succeedAfter, 9, others);
            Await.equal("the first try", 1, others::count);
            pool.apply(Work::square, 3);
            pool.shutdown();
            assertThat(cancelled.await(Delays.SHORT)).isFalse();
            assertThat(cancelled.cancel(false)).isTrue();
        }
        assertThat(cancelled.isCancelled()).isTrue();
    }

    @Test
    void terminateEndsAWaitingTask() throws Exception {
        Pool pool = context().pool(1);
        AsyncResult<String> result = retrying(
                        pool, RetryPolicy.times(1).withBackoff(AGES, 1, AGES).on(IOException.class))
                .applyAsync(PoolRetryContract::succeedAfter, 9, tries());
        Await.equal("the first try", 1, () -> tries().count());
        pool.terminate();
        assertThat(result.await(Delays.LONG)).isTrue();
        assertThat(result.outcome()).isEqualTo(new Cancelled<>());
        pool.join();
    }

    @Test
    void closedResultsAreNotTriedAgain() throws Exception {
        Tally tries = tries();
        try (Pool pool = context().pool(1)) {
            Results<String> results = retrying(
                            pool,
                            RetryPolicy.times(5).withBackoff(AGES, 1, AGES).on(IOException.class))
                    .imap(_ -> succeedAfter(9, tries), List.of(1));
            Await.equal("the first try", 1, tries::count);
            results.close();
        }
        assertThat(tries().count()).isEqualTo(1);
    }

    @Test
    void outcomesAreThoseOfTheLastTry() throws Exception {
        Path place = folder;
        try (Pool pool = context().pool(2)) {
            List<Outcome<Integer>> outcomes = pool.tasks(
                            t -> t.withRetries(RetryPolicy.times(1).on(IOException.class)))
                    .mapOutcomes(x -> x == 4 ? Work.fail("always") : failOnce(place, x), range(6));
            for (int i = 0; i < 6; i++) {
                if (i == 4) {
                    TaskException why = ((Failure<Integer>) outcomes.get(i)).why();
                    assertThat(why.index()).isEqualTo(4);
                    assertThat(why.getSuppressed()).hasSize(1);
                } else {
                    assertThat(outcomes.get(i)).isEqualTo(new Success<>(i));
                }
            }
        }
    }
}
