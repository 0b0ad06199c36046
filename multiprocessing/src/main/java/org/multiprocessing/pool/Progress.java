package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a call of {@code map} and the like is; see {@link TaskOptions#withProgress(java.util.function.Consumer)}.
 *
 * @param done how many items have ended, in whatever way
 * @param failed how many of those have failed or were cancelled
 * @param total how many items there are; empty as long as the end of the input is not known
 * @param elapsed the time since the call
 * @param remaining how long the rest will take if it goes on as until now; empty if that cannot be said
 */
public record Progress(long done, long failed, OptionalLong total, Duration elapsed, Optional<Duration> remaining) {
    static Progress of(long done, long failed, long total, long elapsedNanos) {
        boolean known = total >= done;
        return new Progress(
                done,
                failed,
                known ? OptionalLong.of(total) : OptionalLong.empty(),
                Duration.ofNanos(elapsedNanos),
                known && done > 0
                        ? Optional.of(Duration.ofNanos((long) ((double) elapsedNanos / done * (total - done))))
                        : Optional.empty());
    }
}
