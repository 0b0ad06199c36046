package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
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
    APPLY {
        @Override
        TaskException failureOf(Tasks tasks, Object item) throws Exception {
            return thrownBy(() -> tasks.apply(Step::run, item));
        }
    },
    APPLY_ASYNC {
        @Override
        TaskException failureOf(Tasks tasks, Object item) throws Exception {
            AsyncResult<Object> result;
            try {
                result = tasks.applyAsync(Step::run, item);
            } catch (TaskNotSerializable e) {
                return e; // told at the call, as promised
            }
            assertThat(result.await(Delays.LONG)).as("the task has ended").isTrue();
            assertThat(result.outcome()).isInstanceOf(Failure.class);
            TaskException joined = thrownBy(result::join);
            Throwable stage = completionOf(result);
            assertThat(isSame(stage, joined) || isSame(stage, joined.getCause()))
                    .as("%s", stage)
                    .isTrue();
            return joined;
        }

        private static Throwable completionOf(AsyncResult<Object> result) {
            try {
                return new AssertionError(
                        "succeeded: " + result.toCompletableFuture().join());
            } catch (CompletionException e) {
                return e.getCause();
            }
        }
    },
    MAP {
        @Override
        TaskException failureOf(Tasks tasks, Object item) throws Exception {
            return atIndexOne(thrownBy(() -> tasks.map(Step::run, around(item))));
        }
    },
    MAP_OUTCOMES {
        @Override
        TaskException failureOf(Tasks tasks, Object item) throws Exception {
            List<Outcome<Object>> outcomes = tasks.mapOutcomes(Step::run, around(item));
            assertThat(outcomes).hasSize(3);
            assertThat(outcomes.get(0)).isEqualTo(new Success<>(Step.GOOD));
            assertThat(outcomes.get(2)).isEqualTo(new Success<>(Step.GOOD));
            assertThat(outcomes.get(1)).isInstanceOf(Failure.class);
            return atIndexOne(((Failure<Object>) outcomes.get(1)).why());
        }
    },
    IMAP_UNORDERED {
        @Override
        TaskException failureOf(Tasks tasks, Object item) throws Exception {
            List<Object> good = new ArrayList<>();
            List<TaskException> failures = new ArrayList<>();
            try (Results<Object> results = tasks.imapUnordered(Step::run, around(item))) {
                for (int i = 0; i < 3; i++) {
                    try {
                        good.add(results.next(Delays.LONG));
                    } catch (TaskException e) {
                        failures.add(e);
                    }
                }
                assertThat(results.hasNext()).isFalse();
            }
            assertThat(good).containsExactly(Step.GOOD, Step.GOOD);
            assertThat(failures).hasSize(1);
            return atIndexOne(failures.getFirst());
        }
    };

    @SuppressWarnings("ReferenceEquality") // is it the very object?
    private static boolean isSame(Throwable a, Throwable b) {
        return a == b;
    }

    /** Something that fails. */
    interface Failing {
        Object run() throws Exception;
    }

    /** Gives the item, among good ones where it is one of many, and returns what became of it. */
    abstract TaskException failureOf(Tasks tasks, Object item) throws Exception;

    private static List<Object> around(Object item) {
        return List.of(Step.GOOD, item, Step.GOOD);
    }

    private static TaskException atIndexOne(TaskException failure) {
        assertThat(failure.index()).isEqualTo(1);
        return failure;
    }

    private static TaskException thrownBy(Failing call) throws Exception {
        try {
            throw new AssertionError("succeeded: " + call.run());
        } catch (TaskException e) {
            return e;
        }
    }
}
