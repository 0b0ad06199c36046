package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.EvilValue;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.ResultNotSerializable;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Process;

/** What a failure tells, and values that make trouble on their way. */
public abstract class PoolErrorContract implements Contract {
    /** An exception with state, as programs have them. */
    static final class Coded extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int code;

        Coded(String message, int code, Throwable cause) {
            super(message, cause);
            this.code = code;
        }

        static int raise() throws Coded {
            Coded coded = new Coded("coded", 7, new IllegalStateException("below"));
            coded.addSuppressed(new IOException("beside"));
            throw coded;
        }
    }

    /** An exception that cannot be encoded. */
    static final class Unsendable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // that it is not serializable is the point
        private final Thread thread = Thread.currentThread();

        Unsendable() {
            super("with a thread inside");
        }

        static int raise(boolean now) {
            if (now) {
                throw new Unsendable();
            }
            return 0;
        }
    }

    /** An exception that cannot be decoded. */
    static final class Unreadable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("not to be read");
        }

        @Serial
        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("refused");
        }

        static int raise(boolean now) {
            if (now) {
                throw new Unreadable();
            }
            return 0;
        }
    }

    /** An argument that is shown. */
    record Shown(AtomicInteger times) {
        @Override
        public String toString() {
            times.incrementAndGet();
            return "shown";
        }
    }

    /** An argument that cannot be shown. */
    record Unshowable(Way way) {
        @Override
        public String toString() {
            try {
                way.take();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return "";
        }
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Long> pids(Pool pool) {
        return pool.workers().stream().map(Process::pid).toList();
    }

    private static <T> Outcome<T> ended(AsyncResult<T> result) throws InterruptedException {
        assertThat(result.await(Delays.LONG)).as("the task has ended").isTrue();
        return result.outcome();
    }

    // ---- exceptions

    /** CPython test_traceback: where it was thrown over there, and where it was asked for here. */
    @Test
    void failureHasBothStacks() throws Exception {
        try (Pool pool = context().pool(1)) {
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, () -> pool.apply(Work::fail, "broken"));
            assertThat(failed.getCause().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("fail")
                            && frame.getClassName().equals(Work.class.getName()));
            assertThat(failed.remoteStack())
                    .contains("java.io.IOException: broken", "Work.fail", "Caused by: java.lang.IllegalStateException");
            assertThat(failed.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().contains("failureHasBothStacks"));
            assertThat(failed.pid()).isEqualTo(pool.apply(Work::workerPid));
            assertThat(failed).hasMessageContaining("Work.fail").hasMessageContaining("broken");
        }
    }

    /** A single task's failure knows the place of the call, although another thread has received it. */
    @Test
    void failureOfAnAsyncTaskKnowsItsCall() throws Exception {
        try (Pool pool = context().pool(1)) {
            AsyncResult<Integer> result = pool.applyAsync(Work::fail, "broken");
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, result::join);
            assertThat(failed.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().contains("failureOfAnAsyncTaskKnowsItsCall"));
        }
    }

    /** CPython test_wrapped_exception. */
    @Test
    void exceptionTravelsWhole() throws Exception {
        try (Pool pool = context().pool(1)) {
            ExecutionException failed = catchThrowableOfType(
                    ExecutionException.class,
                    () -> pool.applyAsync(() -> Coded.raise()).get());
            assertThat(failed.getCause()).isInstanceOfSatisfying(Coded.class, coded -> {
                assertThat(coded.code).isEqualTo(7);
                assertThat(coded).hasMessage("coded");
                assertThat(coded.getCause())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("below");
                assertThat(coded.getSuppressed()).hasSize(1);
            });
        }
    }

    /** defect06: whatever is thrown is the task's outcome, and the worker goes on. */
    @Test
    void defect06_everyThrowableEndsTheTaskOnly() throws Exception {
        try (Pool pool = context().pool(1)) {
            long pid = pool.apply(Work::workerPid);
            for (Way way : List.of(Way.EXCEPTION, Way.ERROR, Way.STACK, Way.ENDLESS_MESSAGE, Way.FAILING_MESSAGE)) {
                Outcome<?> outcome = ended(pool.applyAsync(() -> way.take()));
                assertThat(outcome)
                        .as("%s", way)
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.why()).isInstanceOf(TaskFailed.class));
            }
            assertThat(pool.apply(Work::workerPid)).isEqualTo(pid);
        }
    }

    /** What a failure says is bounded; the original has it all. */
    @Test
    void longMessagesAreShortened() throws Exception {
        int length = 3_000_000;
        try (Pool pool = context().pool(1)) {
            TaskFailed failed =
                    catchThrowableOfType(TaskFailed.class, () -> pool.apply(x -> Work.fail("x".repeat(x)), length));
            assertThat(failed.getMessage()).hasSizeLessThan(100_000);
            assertThat(failed.remoteStack()).hasSizeLessThan(1_000_000);
            assertThat(failed.getCause().getMessage()).hasSize(length);
        }
    }

    @Test
    void exceptionThatCannotBeEncodedIsToldInWords() throws Exception {
        needs(Trait.COPY);
        try (Pool pool = context().pool(1)) {
            long pid = pool.apply(Work::workerPid);
            AsyncResult<Integer> result = pool.applyAsync(() -> Unsendable.raise(true));
            TaskFailed failed = catchThrowableOfType(TaskFailed.class, result::join);
            assertThat(failed.getCause()).isNull();
            assertThat(failed.remoteStack()).contains("Unsendable", "with a thread inside", "raise");
            assertThat(failed).hasMessageContaining("with a thread inside");
            assertThatThrownBy(result::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isSameAs(failed);
            assertThat(pool.apply(Work::workerPid)).isEqualTo(pid);
        }
    }

    /** defect05: an exception that cannot be decoded fails its task, and nothing else. */
    @Test
    void defect05_exceptionThatCannotBeDecodedIsToldInWords() throws Exception {
        needs(Trait.COPY);
        try (Pool pool = context().pool(1)) {
            for (int i = 0; i < 3; i++) {
                TaskFailed failed =
                        catchThrowableOfType(TaskFailed.class, () -> pool.apply(() -> Unreadable.raise(true)));
                assertThat(failed.getCause()).isNull();
                assertThat(failed.remoteStack()).contains("Unreadable", "not to be read", "raise");
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    // ---- values

    @Test
    void resultThatCannotTravelIsNamed() throws Exception {
        needs(Trait.COPY);
        try (Pool pool = context().pool(1)) {
            ResultNotSerializable refused = catchThrowableOfType(
                    ResultNotSerializable.class,
                    () -> pool.<List<Object>>apply(() -> List.of("a", Thread.currentThread())));
            assertThat(refused).hasMessageContaining("java.lang.Thread");
            assertThat(refused.path()).contains("[1]");
        }
    }

    /** CPython test_unpickleable_result: twenty times, and the workers survive. */
    @Test
    void resultsThatCannotTravelCostNoWorker() throws Exception {
        needs(Trait.COPY, Trait.OWN_WORKERS);
        try (Pool pool = context().pool(2)) {
            pool.map(Work::slowly, range(4));
            List<Long> before = pids(pool);
            for (Outcome<Thread> outcome : pool.mapOutcomes(_ -> Thread.currentThread(), range(20))) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.why()).isInstanceOf(ResultNotSerializable.class));
            }
            assertThat(pids(pool)).isEqualTo(before);
        }
    }

    @Test
    void resultThatCannotBeDecodedFailsItsTask() throws Exception {
        needs(Trait.COPY);
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.apply(() -> new EvilValue(Way.EXCEPTION, EvilValue.Moment.READ)))
                    .isInstanceOf(ResultNotSerializable.class)
                    .hasMessageContaining(Way.MESSAGE);
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    @Test
    void argumentThatCannotTravelIsRefusedAtTheCall() throws Exception {
        needs(Trait.COPY, Trait.REFUSAL);
        try (Pool pool = context().pool(1)) {
            TaskNotSerializable refused = catchThrowableOfType(
                    TaskNotSerializable.class, () -> pool.applyAsync(Work::same, List.of(Thread.currentThread())));
            assertThat(refused.path()).isEqualTo("[0]");
            assertThat(refused.pid()).isEqualTo(-1);
            assertThat(refused).hasMessageContaining("java.lang.Thread");
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
        }
    }

    // ---- arguments in words

    /** An argument is put into words for a failure; for a success that would be waste, and its words may be large. The few slowest are. */
    @Test
    void argumentsOfSuccessesAreNotPutIntoWords() throws Exception {
        Shown shown = new Shown(new AtomicInteger());
        int many = 1000;
        try (Pool pool = context().pool(1)) {
            pool.map(_ -> 1, Collections.nCopies(many, shown));
            pool.applyAsync(_ -> 1, shown).get();
            assertThat(shown.times()).hasValueLessThan(many / 10);
        }
    }

    /** An argument whose words fail is no reason to lose an outcome, still less all later ones. */
    @Test
    void argumentThatCannotBeShownHarmsNobody() throws Exception {
        needs(Trait.COPY);
        for (Way way : List.of(Way.STACK, Way.EXCEPTION, Way.ERROR)) {
            Pool pool = context().pool(1);
            try {
                AsyncResult<Integer> good = pool.applyAsync(_ -> Work.slowly(1), new Unshowable(way));
                AsyncResult<Integer> bad = pool.applyAsync(_ -> Work.fail("broken"), new Unshowable(way));
                AsyncResult<Integer> later = pool.applyAsync(Work::slowly, 3);
                assertThat(ended(good)).as("%s", way).isEqualTo(new Success<>(1));
                assertThat(ended(bad))
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.why())
                                        .isInstanceOf(TaskFailed.class)
                                        .hasMessageContaining("broken"));
                assertThat(ended(later)).isEqualTo(new Success<>(3));
            } finally {
                pool.terminate();
            }
        }
    }

    // ---- failures travel

    static int dieInAPoolOfItsOwn(Way way) throws Exception {
        try (Pool inner = Multiprocessing.pool(1)) {
            inner.apply(() -> way.take());
        }
        return 0;
    }

    /** A failure of an inner pool is an exception like any other, and arrives with its report. */
    @Test
    void failuresOfInnerPoolsArriveWhole() throws Exception {
        needs(Trait.KILL);
        try (Pool outer = context().pool(1)) {
            TaskFailed killed = catchThrowableOfType(
                    TaskFailed.class, () -> outer.apply(PoolErrorContract::dieInAPoolOfItsOwn, Way.SIGKILL));
            assertThat(killed.getCause()).isInstanceOfSatisfying(WorkerKilled.class, inner -> {
                assertThat(inner.signal()).isEqualTo("SIGKILL");
                assertThat(inner.report().exitCode()).isEqualTo(-9);
            });
            TaskFailed failed = catchThrowableOfType(
                    TaskFailed.class, () -> outer.apply(PoolErrorContract::dieInAPoolOfItsOwn, Way.EXCEPTION));
            assertThat(failed.getCause())
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage(Way.MESSAGE);
        }
    }

    /** A worker that somebody asks to end has not ended by itself. */
    @Test
    void workerTerminatedByOthersWasKilled() throws Exception {
        needs(Trait.KILL);
        try (Pool pool = context().pool(1)) {
            long pid = pool.apply(Work::workerPid);
            AsyncResult<Integer> result = pool.applyAsync(_ -> Work.forEver(1), "argument");
            assertThat(result.await(Duration.ofSeconds(1))).isFalse();
            Unix.signal("TERM", pid);
            assertThat(ended(result))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.why())
                                    .isInstanceOfSatisfying(
                                            WorkerKilled.class,
                                            killed ->
                                                    assertThat(killed.signal()).isEqualTo("SIGTERM")));
        }
    }

    /** defect14: who died, how, doing what, and what it said last. */
    @Test
    void defect14_deathOfAWorkerIsTold() throws Exception {
        needs(Trait.EXIT);
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withWorkerOptions(w -> w.withError(new org.multiprocessing.process.Output.Discard())))) {
            String worker = pool.workers().getFirst().name();
            long pid = pool.workers().getFirst().pid();
            WorkerExited died = catchThrowableOfType(
                    WorkerExited.class,
                    () -> pool.tasks(t -> t.withName("fatal")).apply(() -> {
                        System.err.println("last words");
                        System.exit(3);
                    }));
            assertThat(died.exitCode()).isEqualTo(3);
            assertThat(died.pid()).isEqualTo(pid);
            assertThat(died.workerName()).isEqualTo(worker);
            assertThat(died.report().task()).contains("fatal");
            assertThat(died.report().errorTail()).containsExactly("last words");
            assertThat(died.getMessage()).contains(worker, Long.toString(pid), "code 3", "fatal", "last words");
        }
    }
}
