package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Semaphore;

/** Nobody who waits is passed over without bound, however greedy the others are. */
@Tag("core")
public abstract class FairnessContract extends SyncContract {
    private static final int GREEDY = 3;
    private static final int WAITS = 30;

    /**
     * Who is next is overtaken 1,000 times at most; before, those that sleep already are woken, and each of them is overtaken as
     * often. Where nobody can wake it, it looks once a millisecond.
     */
    private static final long MOST_OVERTAKEN = PORTABLE ? 1_000_000 : 20_000;

    /** So much of the waits must keep the bound: in the others, on a busy machine, it does not get so far as to sleep. */
    private static final int MOST_OF_THEM = WAITS * 3 / 4;

    private static final int STOP = 0;
    private static final int TURNS = 1;
    private static final int BEGUN = 2;
    private static final int OWN = 3;

    /** What is contended for. */
    enum Kind {
        LOCK {
            @Override
            Turn make(Context context) {
                return new LockTurn(context.lock());
            }
        },
        RLOCK {
            @Override
            Turn make(Context context) {
                return new LockTurn(context.rlock());
            }
        },
        SEMAPHORE {
            @Override
            Turn make(Context context) {
                return new PermitTurn(context.semaphore(1));
            }
        };

        abstract Turn make(Context context);
    }

    /** Something that one at a time has. */
    interface Turn extends java.io.Serializable {
        void begin();

        void end();

        void free();
    }

    record LockTurn(Lock lock) implements Turn {
        @Override
        public void begin() {
            lock.lock();
        }

        @Override
        public void end() {
            lock.unlock();
        }

        @Override
        public void free() {
            lock.free();
        }
    }

    record PermitTurn(Semaphore semaphore) implements Turn {
        @Override
        public void begin() {
            semaphore.acquireUninterruptibly();
        }

        @Override
        public void end() {
            semaphore.release();
        }

        @Override
        public void free() {
            semaphore.free();
        }
    }

    private static void greedy(Turn turn, Counters counters, int place) {
        counters.add(BEGUN, 1);
        while (counters.get(STOP) == 0) {
            turn.begin();
            counters.increment(TURNS);
            turn.end();
            counters.add(OWN + place, 1);
        }
    }

    /** The one that waits asks while another one holds it, so it sleeps when it is released. */
    @ParameterizedTest
    @EnumSource
    void sleeperIsNotOvertakenWithoutBound(Kind kind) throws Exception {
        Turn turn = kind.make(context());
        Counters counters = counters(OWN + GREEDY);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < GREEDY; i++) {
            int place = i;
            processes.add(start(() -> greedy(turn, counters, place)));
        }
        try {
            counters.await("all processes", BEGUN, GREEDY);
            List<Long> overtaken = new ArrayList<>();
            Duration longest = Duration.ZERO;
            for (int i = 0; i < WAITS; i++) {
                AtomicBoolean asks = new AtomicBoolean();
                turn.begin();
                Aside<Long> sleeper = Aside.call(i % 2 == 0, () -> {
                    asks.set(true);
                    turn.begin();
                    long turns = counters.plain(TURNS);
                    turn.end();
                    return turns;
                });
                Await.until("the one that waits has come", asks::get);
                Delays.pass(Duration.ofMillis(5));
                long before = counters.plain(TURNS);
                long since = System.nanoTime();
                turn.end();
                overtaken.add(sleeper.result() - before);
                Duration took = Duration.ofNanos(sleeper.endedAt() - since);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
            Collections.sort(overtaken);
            System.out.println("fairness of " + kind + " with " + method() + ": overtaken " + overtaken
                    + " times, waited " + longest.toMillis() + " ms at most");
            assertThat(overtaken.get(MOST_OF_THEM))
                    .as("overtaken: %s", overtaken)
                    .isLessThan(MOST_OVERTAKEN);
            assertThat(longest).as("waited").isLessThan(Delays.MEDIUM);
        } finally {
            counters.set(STOP, 1);
        }
        for (int i = 0; i < GREEDY; i++) {
            ended(processes.get(i));
            assertThat(counters.get(OWN + i)).as("turns of %d", i).isPositive();
        }
        turn.free();
    }
}
