package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Semaphore;

/**
 * No wake-up is lost between two processes. Who waits looks by itself after 100 ms, so a lost one shows as a pair that has taken that
 * long: a few do, when the system runs something else; if some thousandth of them were lost, no time would be enough.
 */
@Tag("core")
@Bound(seconds = 3_600)
class WakeUpTest extends SyncContract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    /** Of each kind. */
    private static final int PAIRS = ALL ? 5_000_000 : 250_000;

    private static final Duration TIME = ALL ? Duration.ofMinutes(25) : Delays.within(Duration.ofSeconds(10));
    private static final Duration LOST = Duration.ofMillis(95);

    /** One in so many may be slow for other reasons; and a few. */
    private static final int SLOW_ONE_IN = 5_000;

    private static final int A_FEW = 5;

    private static final int TURN = 0;
    private static final int STOP = 1;

    @Override
    public Context context() {
        return Multiprocessing.context(StartMethod.FORKSERVER);
    }

    /** One signal there, and one back. */
    private interface Pair {
        void toss(long number) throws Exception;
    }

    private static void toss(String what, Pair pair) throws Exception {
        long begun = System.nanoTime();
        long slow = 0;
        long done = 0;
        for (long last = begun; done < PAIRS && last - begun < TIME.toNanos(); done++) {
            pair.toss(done);
            long now = System.nanoTime();
            slow += now - last >= LOST.toNanos() ? 1 : 0;
            last = now;
        }
        System.out.println(
                what + ": " + done + " pairs in " + (System.nanoTime() - begun) / 1_000_000 + " ms, " + slow + " slow");
        assertThat(slow).as("slow ones of %d", done).isLessThanOrEqualTo(A_FEW + done / SLOW_ONE_IN);
    }

    @Test
    void semaphoresLoseNoWakeUp() throws Exception {
        Semaphore there = own(context().semaphore(0));
        Semaphore back = own(context().semaphore(0));
        Counters counters = counters(2);
        Process child = start(() -> {
            for (there.acquire(); counters.get(STOP) == 0; there.acquire()) {
                back.release();
            }
        });
        there.release();
        back.acquire(); // it has begun
        toss("semaphores", number -> {
            there.release();
            back.acquire();
        });
        counters.set(STOP, 1);
        there.release();
        ended(child);
    }

    @Test
    void conditionsLoseNoSignal() throws Exception {
        Condition condition = own(context().condition());
        Counters counters = counters(2);
        Process child = start(() -> {
            while (counters.get(STOP) == 0) {
                take(condition, counters, 1);
            }
        });
        take(condition, counters, 0);
        toss("conditions", number -> take(condition, counters, 0));
        counters.set(STOP, 1);
        try (Held _ = condition.hold()) {
            counters.plain(TURN, 1);
            condition.signal();
        }
        ended(child);
    }

    /** Gives the turn to the other side when it is here. */
    private static void take(Condition condition, Counters counters, int mine) throws InterruptedException {
        try (Held _ = condition.hold()) {
            while (counters.plain(TURN) != mine) {
                condition.await();
            }
            counters.plain(TURN, 1 - mine);
            condition.signal();
        }
    }
}
