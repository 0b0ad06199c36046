package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a retry policy says, without a pool. */
class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TaskInfo INFO = new TaskInfo(1, "w", -1, "t");

    private static TaskFailed failed(Throwable original) {
        return new TaskFailed(INFO, "summary", "stack", original);
    }

    private static LongStream waits(RetryPolicy policy, int count) {
        return LongStream.rangeClosed(1, count)
                .map(retry -> Duration.ofNanos(policy.waitNanos((int) retry)).toMillis());
    }

    @Test
    void waitsGrowUpToTheLongest() {
        RetryPolicy policy = RetryPolicy.times(9).withBackoff(Duration.ofMillis(100), 2, SECOND);
        assertThat(waits(policy, 6)).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
        assertThat(waits(RetryPolicy.times(9), 3)).containsExactly(0L, 0L, 0L);
        assertThat(policy.waitNanos(Integer.MAX_VALUE)).isEqualTo(SECOND.toNanos());
        assertThat(RetryPolicy.times(1).withBackoff(Duration.ZERO, 9e99, SECOND).waitNanos(Integer.MAX_VALUE))
                .isZero();
    }

    @Test
    void jitterShortensOnly() {
        RetryPolicy policy = RetryPolicy.times(9).withBackoff(SECOND, 1, SECOND).withJitter(0.5);
        assertThat(LongStream.range(0, 1000).map(_ -> policy.waitNanos(1)))
                .allMatch(nanos -> nanos >= 500_000_000 && nanos <= 1_000_000_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void classesOfTaskExceptionsAreOfTheFailureOthersOfTheOriginal() {
        TaskException io = failed(new FileNotFoundException());
        TaskException unknown = failed(null);
        TaskException timedOut = new TaskTimedOut(INFO, SECOND, "stack");
        RetryPolicy once = RetryPolicy.times(1);
        assertThat(once.isFor(io)).isFalse();
        assertThat(once.on(IOException.class).isFor(io)).isTrue();
        assertThat(once.on(IOException.class).isFor(unknown)).isFalse();
        assertThat(once.on(TaskFailed.class).isFor(unknown)).isTrue();
        assertThat(once.on(RuntimeException.class).isFor(timedOut)).isFalse();
        assertThat(once.on(Throwable.class).isFor(timedOut)).isFalse();
        assertThat(once.on(Throwable.class).isFor(io)).isTrue();
        assertThat(once.on(TaskException.class).isFor(timedOut)).isTrue();
        assertThat(once.on(IOException.class).on(TaskTimedOut.class).isFor(timedOut))
                .isTrue();
    }

    @Test
    void wrongPoliciesAreRefused() {
        RetryPolicy policy = RetryPolicy.times(1);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> RetryPolicy.times(-1),
                () -> policy.withBackoff(Duration.ofMillis(-1), 2, SECOND),
                () -> policy.withBackoff(SECOND, 0.5, SECOND),
                () -> policy.withBackoff(SECOND, Double.NaN, SECOND),
                () -> policy.withBackoff(SECOND, Double.POSITIVE_INFINITY, SECOND),
                () -> policy.withBackoff(SECOND, 2, Duration.ofMillis(999)),
                () -> policy.withJitter(-0.1),
                () -> policy.withJitter(1.1),
                () -> policy.withJitter(Double.NaN),
                policy::on,
                () -> policy.on(PoisonTask.class))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(policy.on(IOException.class).withBackoff(SECOND, 2, SECOND))
                .hasToString("1 retries on IOException after PT1S, each wait times 2.0, at most PT1S");
    }
}
