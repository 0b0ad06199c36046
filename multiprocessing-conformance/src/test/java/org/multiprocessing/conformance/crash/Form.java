package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.Tasks;

/** The ways to give a task, each of which must tell of its end. */
enum Form {
    APPLY(false) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            return told(() -> tasks.apply(Step::run, item));
        }
    },
    APPLY_ASYNC(false) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            AsyncResult<Object> result;
            try {
                result = tasks.applyAsync(Step::run, item);
            } catch (TaskNotSerializable e) {
                return new Failure<>(e); // told at the call, as promised
            }
            assertThat(result.await(Delays.LONG)).as("the task has ended").isTrue();
            assertThat(told(result::join)).isEqualTo(result.outcome());
            if (result.outcome() instanceof Failure<Object>(var why)) {
                assertThat(failureOf(result.toCompletableFuture())).isIn(why, why.getCause());
            }
            return result.outcome();
        }
    },
    CALLBACK(false) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            CompletableFuture<Outcome<Object>> end = new CompletableFuture<>();
            var _ = tasks.applyAsync(Step::run, (Object) Step.GOOD).onSuccess(_ -> {
                try {
                    end.complete(told(() -> tasks.apply(Step::run, item)));
                } catch (Throwable e) {
                    end.completeExceptionally(e);
                }
            });
            return end.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS);
        }
    },
    MAP(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            return told(() -> second(tasks.map(Step::run, around(item))));
        }
    },
    MAP_ASYNC(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            AsyncResult<List<Object>> results = tasks.mapAsync(Step::run, around(item));
            assertThat(results.await(Delays.LONG)).as("the tasks have ended").isTrue();
            return told(() -> second(results.join()));
        }
    },
    MAP_OUTCOMES(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            List<Outcome<Object>> outcomes = tasks.mapOutcomes(Step::run, around(item));
            assertThat(outcomes).hasSize(3);
            assertThat(outcomes.get(0)).isEqualTo(new Success<>(Step.GOOD));
            assertThat(outcomes.get(2)).isEqualTo(new Success<>(Step.GOOD));
            return outcomes.get(1);
        }
    },
    IMAP(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            try (Results<Object> results = tasks.imap(Step::run, around(item))) {
                assertThat(results.next(Delays.LONG)).isEqualTo(Step.GOOD);
                Outcome<Object> end = told(() -> results.next(Delays.LONG));
                assertThat(results.next(Delays.LONG)).isEqualTo(Step.GOOD);
                assertThat(results.hasNext()).isFalse();
                return end;
            }
        }
    },
    IMAP_UNORDERED(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            List<Outcome<Object>> ends = new ArrayList<>();
            try (Results<Object> results = tasks.imapUnordered(Step::run, around(item))) {
                for (int i = 0; i < 3; i++) {
                    ends.add(told(() -> results.next(Delays.LONG)));
                }
                assertThat(results.hasNext()).isFalse();
            }
            return besidesTwoGoodOnes(ends);
        }
    },
    IMAP_OUTCOMES(true) {
        @Override
        Outcome<Object> endOf(Tasks tasks, Object item) throws Exception {
            try (Results<Outcome<Object>> results = tasks.imapOutcomes(Step::run, around(item))) {
                List<Outcome<Object>> ends = new ArrayList<>();
                results.forEachRemaining(ends::add);
                return besidesTwoGoodOnes(ends);
            }
        }
    };

    /** The item's place among others, or that of an item that is given alone. */
    final long index;

    Form(boolean amongOthers) {
        this.index = amongOthers ? 1 : -1;
    }

    /** Something that returns or fails. */
    private interface Telling {
        Object run() throws Exception;
    }

    /** Gives the item, among good ones where it is one of many, and returns what became of it. */
    abstract Outcome<Object> endOf(Tasks tasks, Object item) throws Exception;

    private static List<Object> around(Object item) {
        return List.of(Step.GOOD, item, Step.GOOD);
    }

    private static Object second(List<Object> results) {
        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isEqualTo(Step.GOOD);
        assertThat(results.get(2)).isEqualTo(Step.GOOD);
        return results.get(1);
    }

    private static Outcome<Object> besidesTwoGoodOnes(List<Outcome<Object>> ends) {
        List<Outcome<Object>> left = new ArrayList<>(ends);
        assertThat(left.remove(new Success<Object>(Step.GOOD))).isTrue();
        assertThat(left.remove(new Success<Object>(Step.GOOD))).isTrue();
        assertThat(left).hasSize(1);
        return left.getFirst();
    }

    private static Outcome<Object> told(Telling call) throws Exception {
        try {
            return new Success<>(call.run());
        } catch (TaskException e) {
            return new Failure<>(e);
        }
    }

    private static Throwable failureOf(CompletableFuture<Object> stage) {
        try {
            return new AssertionError("succeeded: " + stage.join());
        } catch (CompletionException e) {
            return e.getCause();
        }
    }
}
