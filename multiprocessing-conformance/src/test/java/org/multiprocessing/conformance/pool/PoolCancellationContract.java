package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.Cancellation;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.Tasks;

/** What a task hears of its soft limit, and what it makes of that. */
public abstract class PoolCancellationContract implements Contract {
    @TempDir
    Path folder;

    /** With a limit that is far away, and a soft limit that comes soon. */
    private static Tasks graceful(Pool pool) {
        return graceful(pool, Delays.SHORT);
    }

    private static Tasks graceful(Pool pool, Duration softLimit) {
        return pool.tasks(t -> t.withTimeout(Delays.LONG).withGrace(Delays.LONG.minus(softLimit)));
    }

    static String untilCancelled() {
        Cancellation cancellation = Cancellation.current();
        while (!cancellation.isCancelled()) {
            Thread.interrupted(); // swallowed, as by code that does not know better
        }
        return "ended by itself";
    }

    static String untilThrown() {
        while (true) {
            Cancellation.current().throwIfCancelled();
            Thread.onSpinWait();
        }
    }

    static String untilAction(Tally tally) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Cancellation cancellation = Cancellation.current();
        cancellation.onCancel(() -> {
            throw new IllegalStateException("on purpose: logged, and the others are done");
        });
        cancellation.onCancel(closed::countDown);
        boolean over = false;
        while (!over) {
            try {
                closed.await();
                over = true;
            } catch (InterruptedException e) {
                tally.add("interrupted");
            }
        }
        cancellation.onCancel(() -> Thread.currentThread().setName("done at once"));
        return Thread.currentThread().getName();
    }

    static boolean isCancelled() {
        return Cancellation.current().isCancelled();
    }

    static boolean hasTimeLeft() {
        return Cancellation.current().timeLeft().isPresent();
    }

    static Duration timeLeft() {
        return Cancellation.current().timeLeft().orElseThrow();
    }

    static boolean isOneObject() {
        Cancellation first = Cancellation.current();
        return first.equals(Cancellation.current()); // equal to themselves only
    }

    static void registerOnly(Tally tally) {
        Cancellation.current().onCancel(() -> {
            try {
                tally.add("too late");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void softLimitIsSeenByATaskThatSwallowsInterrupts() throws Exception {
        needs(Trait.OWN_WORKERS);
        try (Pool pool = context().pool(1)) {
            assertThat(graceful(pool).apply(PoolCancellationContract::untilCancelled))
                    .isEqualTo("ended by itself");
            assertThat(pool.apply(PoolCancellationContract::isCancelled))
                    .as("what one task hears is not the next one's affair")
                    .isFalse();
        }
    }

    @Test
    void whatIsThrownAfterTheSoftLimitIsTheOutcome() throws Exception {
        needs(Trait.OWN_WORKERS);
        try (Pool pool = context().pool(1)) {
            TaskFailed failed = catchThrowableOfType(
                    TaskFailed.class, () -> graceful(pool).apply(PoolCancellationContract::untilThrown));
            assertThat(failed.getCause()).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void actionsAreDoneAtTheSoftLimit() throws Exception {
        needs(Trait.OWN_WORKERS);
        Tally tally = Tally.in(folder, "interrupts");
        try (Pool pool = context().pool(1)) {
            assertThat(graceful(pool).apply(PoolCancellationContract::untilAction, tally))
                    .isEqualTo("done at once");
            assertThat(tally.count()).isLessThanOrEqualTo(1);
        }
    }

    /** A worker that has done a task with a limit does not act for it later. */
    @Test
    void actionsOfATaskThatHasEndedAreNotDone() throws Exception {
        needs(Trait.OWN_WORKERS);
        Tally tally = Tally.in(folder, "late");
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            graceful(pool, Delays.SMALL).apply(() -> registerOnly(tally));
            graceful(pool, Delays.SMALL).apply(PoolCancellationContract::untilCancelled);
            assertThat(tally.count()).isZero();
        }
    }

    @Test
    void taskKnowsItsTime() throws Exception {
        needs(Trait.OWN_WORKERS);
        try (Pool pool = context().pool(1)) {
            assertThat(pool.apply(PoolCancellationContract::hasTimeLeft)).isFalse();
            assertThat(pool.tasks(t -> t.withTimeout(Delays.LONG)).apply(PoolCancellationContract::timeLeft))
                    .isBetween(Delays.LONG.minus(Delays.MEDIUM), Delays.LONG);
            assertThat(pool.apply(PoolCancellationContract::isOneObject)).isTrue();
            assertThat(pool.apply(PoolCancellationContract::isCancelled)).isFalse();
        }
    }

    /** Code that asks may be called by anybody. */
    @Test
    void outsideOfATaskNothingIsCancelled() {
        Cancellation cancellation = Cancellation.current();
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.timeLeft()).isEmpty();
        cancellation.throwIfCancelled();
        cancellation.onCancel(() -> {
            throw new IllegalStateException("never done");
        });
    }
}
