package org.multiprocessing.conformance.chaos;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.process.Process;

/** What must be so. All waits have a limit of minutes: a slow machine is no finding. */
final class Invariants {
    private static final long FIRST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private Invariants() {}

    /** Fails unless it is so. */
    static void check(boolean holds, String what, Object... values) {
        if (!holds) {
            throw new Violation(what.formatted(values));
        }
    }

    /** Fails unless two are equal. */
    static void equal(Object actual, Object expected, String what, Object... values) {
        if (!Objects.deepEquals(actual, expected)) {
            throw new Violation(what.formatted(values) + ": expected " + shown(expected) + ", found " + shown(actual));
        }
    }

    /** Fails unless a number lies between two others. */
    static void between(long actual, long least, long most, String what, Object... values) {
        check(
                least <= actual && actual <= most,
                what.formatted(values) + ": " + actual + " is not in " + least + ".." + most);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 2000 ? text : text.substring(0, 2000) + "...";
    }

    /** Waits until it is so. */
    static void eventually(String what, Callable<Boolean> condition) throws Exception {
        Patience patience = new Patience();
        for (long pause = FIRST_PAUSE_NANOS; !condition.call(); pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
            check(!patience.isOver(), "waited in vain for: %s", what);
            LockSupport.parkNanos(pause);
        }
    }

    /** Waits for something that can be waited for; fails if it does not come. */
    static void comes(Patience.Wait wait, String what, Object... values) throws Exception {
        check(Patience.comes(wait), what, values);
    }

    /** Waits for a result. */
    static <T> T result(AsyncResult<T> result) throws Exception {
        comes(result::await, "a task has not ended: %s", result);
        return result.get();
    }

    /** Waits for an item. */
    static <T> T item(Queue<T> queue) throws Exception {
        AtomicReference<T> item = new AtomicReference<>();
        comes(
                time -> {
                    item.set(queue.poll(time));
                    return item.get() != null;
                },
                "nothing comes from %s",
                queue);
        return item.get();
    }

    /** Waits for the end of a process that has no reason to fail. */
    static void endsWell(Process process) throws Exception {
        ends(process);
        check(process.exitCode().orElseThrow() == 0, "%s", process.exitReport().orElseThrow());
    }

    /** Waits for the end of a process, whatever it is. */
    static void ends(Process process) throws Exception {
        comes(process::join, "%s does not end", process);
    }
}
