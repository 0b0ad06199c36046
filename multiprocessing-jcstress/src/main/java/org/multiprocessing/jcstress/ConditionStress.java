package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races over {@link Condition}. The last result says whether its lock is free afterwards. */
public final class ConditionStress {
    private static final Reused<Condition> CONDITIONS = new Reused<>(SharedObjects::condition);

    private ConditionStress() {}

    private static int giveBack(Condition condition) {
        return CONDITIONS.giveBack(condition, !condition.guard().isLocked());
    }

    /** The usual loop: one waits until what the other one does is done. */
    @JCStressTest
    @Outcome(id = "7, 1, 1", expect = ACCEPTABLE, desc = "it went on")
    @Outcome(id = "7, 2, 1", expect = ACCEPTABLE_INTERESTING, desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class WaitFor {
        private final Condition condition = CONDITIONS.take();
        private final Arrival arrival = new Arrival();
        private int value;

        @Actor
        public void waits(III_Result r) {
            try (Held _ = condition.hold()) {
                r.r2 = arrival.of(
                        (limit, unit) -> condition.waitFor(() -> value != 0, Duration.of(limit, unit.toChronoUnit())));
                r.r1 = value;
            }
        }

        @Actor
        public void signals() {
            Spin.aWhile();
            try (Held _ = condition.hold()) {
                value = 7;
                arrival.letGo();
                condition.signal();
            }
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = giveBack(condition);
        }
    }

    /** Two wait and are both woken, by {@code signalAll} or by signals for two. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both went on")
    @Outcome(
            id = {"2, 1, 1", "1, 2, 1", "2, 2, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class SignalAll {
        private final Condition condition = CONDITIONS.take();
        private final Arrival arrival = new Arrival();
        private final Third third = new Third();
        private final AtomicInteger waiting = new AtomicInteger();

        private int await() {
            try (Held _ = condition.hold()) {
                waiting.incrementAndGet();
                return arrival.of(condition::await);
            }
        }

        @Actor
        public void waits(III_Result r) {
            r.r1 = await();
        }

        @Actor
        public void signals() {
            third.start(this::await);
            Spin.until(() -> waiting.get() == 2);
            Spin.aWhile();
            try (Held _ = condition.hold()) {
                arrival.letGo();
                if (ThreadLocalRandom.current().nextBoolean()) {
                    condition.signalAll();
                } else {
                    condition.signal(2);
                }
            }
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = third.result();
            r.r3 = giveBack(condition);
        }
    }

    /** Two that wait for one signal: if the first does not take it, the second does, and it is never lost. */
    private static final class OneSignal {
        private final Condition condition = CONDITIONS.take();
        private final Arrival arrival = new Arrival();
        private final Third third = new Third();

        /** Changes under the lock, so who sees it sees that so many are in the queue, unless their time is over. */
        private volatile int queued;

        int awaitFirst(Target.Part await) throws InterruptedException {
            int result;
            try (Held _ = condition.hold()) {
                queued = 1;
                result = await.run();
            }
            if (result == 1) {
                signal(); // the other one waits still
            }
            return result;
        }

        private int awaitSecond() {
            Spin.until(() -> queued == 1);
            try (Held _ = condition.hold()) {
                queued = 2;
                return arrival.of(condition::await);
            }
        }

        void awaitBoth() {
            third.start(this::awaitSecond);
            Spin.until(() -> queued == 2);
            Spin.aWhile();
        }

        void signal() {
            try (Held _ = condition.hold()) {
                arrival.letGo();
                condition.signal();
            }
        }

        void after(III_Result r) {
            r.r2 = third.result();
            r.r3 = giveBack(condition);
        }
    }

    /** The first one's time is over about when the signal comes. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the first took it, the second another one")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the time was over, and the second took it")
    @Outcome(
            id = {"1, 2, 1", "0, 2, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class SignalAgainstTimeout {
        private final OneSignal race = new OneSignal();

        @Actor
        @SuppressWarnings("WaitNotInLoop") // this signal, not a state, is what is raced for
        public void waits(III_Result r) {
            try {
                r.r1 = race.awaitFirst(() -> race.condition.await(Spin.nanos(), TimeUnit.NANOSECONDS) ? 1 : 0);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void signals() {
            race.awaitBoth();
            race.signal();
        }

        @Arbiter
        public void after(III_Result r) {
            race.after(r);
        }
    }

    /** The first one is interrupted about when the signal comes. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the first took it, the second another one")
    @Outcome(id = "-1, 1, 1", expect = ACCEPTABLE, desc = "interrupted, and the second took it")
    @Outcome(
            id = {"1, 2, 1", "-1, 2, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class SignalAgainstInterrupt {
        private final OneSignal race = new OneSignal();
        private final Target target = new Target();

        @Actor
        @SuppressWarnings("WaitNotInLoop") // this signal, not a state, is what is raced for
        public void waits(III_Result r) {
            r.r1 = target.run(() -> race.awaitFirst(() -> {
                race.condition.await();
                return 1;
            }));
        }

        @Actor
        public void signals() {
            race.awaitBoth();
            Spin.inEitherOrder(race::signal, target::interrupt);
        }

        @Arbiter
        public void after(III_Result r) {
            race.after(r);
        }
    }
}
