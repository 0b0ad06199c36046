package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Semaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races over {@link Semaphore} and {@link BoundedSemaphore}. The last result is how many permits there are afterwards. */
public final class SemaphoreStress {
    private static final Reused<Semaphore> EMPTY = new Reused<>(context -> context.semaphore(0));
    private static final Reused<Semaphore> ONE = new Reused<>(context -> context.semaphore(1));
    private static final Reused<BoundedSemaphore> BOUNDED = new Reused<>(context -> context.boundedSemaphore(1));

    private SemaphoreStress() {}

    /** Gives back one that began with no permit, and returns how many it has. */
    private static int giveBackEmpty(Semaphore semaphore) {
        int permits = semaphore.availablePermits();
        EMPTY.giveBack(semaphore, permits == 0 || (permits == 1 && semaphore.tryAcquire()));
        return permits;
    }

    /** One permit, which one thread holds and the other one acquires. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 1", "2, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @State
    public static class Exclusion {
        private final Semaphore semaphore = ONE.take();
        private int count;

        @Actor
        public void holds(III_Result r) {
            try (Held _ = semaphore.hold()) {
                r.r1 = ++count;
            }
        }

        @Actor
        public void acquires(III_Result r) {
            semaphore.acquireUninterruptibly();
            r.r2 = ++count;
            semaphore.release();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = semaphore.availablePermits();
            ONE.giveBack(semaphore, r.r3 == 1);
        }
    }

    /** One permit, which both hold: each leaves its stamp in the same word. */
    @JCStressTest
    @Outcome(
            id = {"2, 4, 1", "3, 4, 1", "4, 2, 1", "4, 3, 1"},
            expect = ACCEPTABLE,
            desc = "the last to hold it has seen all four")
    @State
    public static class Holds {
        private final Semaphore semaphore = ONE.take();
        private int count;

        private int holdTwice() {
            int seen = 0;
            for (int i = 0; i < 2; i++) {
                try (Held _ = semaphore.hold()) {
                    seen = ++count;
                }
            }
            return seen;
        }

        @Actor
        public void first(III_Result r) {
            r.r1 = holdTwice();
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = holdTwice();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = semaphore.availablePermits();
            ONE.giveBack(semaphore, r.r3 == 1);
        }
    }

    /** One waits for what the other one releases, and sees what was done before. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "handed over")
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE_INTERESTING, desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class HandOver {
        private final Semaphore semaphore = EMPTY.take();
        private final Arrival arrival = new Arrival();
        private int value;

        @Actor
        public void releases() {
            Spin.aWhile();
            value = 1;
            arrival.letGo();
            semaphore.release();
        }

        @Actor
        public void waits(III_Result r) {
            r.r2 = arrival.of(semaphore::tryAcquire);
            r.r1 = value;
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = giveBackEmpty(semaphore);
        }
    }

    /** Two wait, and two permits come at once or one after the other: both go on. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "both have one")
    @Outcome(
            id = {"2, 1, 0", "1, 2, 0", "2, 2, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class TwoForTwo {
        private final Semaphore semaphore = EMPTY.take();
        private final Arrival arrival = new Arrival();
        private final Third third = new Third();

        @Actor
        public void releases() {
            third.start(() -> arrival.of(semaphore::tryAcquire));
            Spin.aWhile();
            arrival.letGo();
            semaphore.release(2);
        }

        @Actor
        public void waits(III_Result r) {
            r.r1 = arrival.of(semaphore::tryAcquire);
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = third.result();
            r.r3 = giveBackEmpty(semaphore);
        }
    }

    /** One who wants two gets them from two releases. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it has both")
    @State
    public static class TwoForOne {
        private final Semaphore semaphore = EMPTY.take();

        @Actor
        public void releases() {
            semaphore.release();
            Spin.aWhile();
            semaphore.release();
        }

        @Actor
        public void waits(II_Result r) {
            try {
                semaphore.acquire(2);
                r.r1 = 1;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = giveBackEmpty(semaphore);
        }
    }

    /** Who is interrupted about when a permit comes has taken it or not, never half. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it has the permit")
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "interrupted, and the permit is there")
    @State
    public static class InterruptAgainstRelease {
        private final Semaphore semaphore = EMPTY.take();
        private final Target target = new Target();

        @Actor
        public void releases() {
            target.await();
            Spin.aWhile();
            Spin.inEitherOrder(semaphore::release, target::interrupt);
        }

        @Actor
        public void waits(II_Result r) {
            r.r1 = target.run(() -> {
                semaphore.acquire();
                return 1;
            });
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = giveBackEmpty(semaphore);
        }
    }

    /** The same for a hold, which leaves nothing behind when it is interrupted. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "held and given back, or never held")
    @State
    public static class InterruptAgainstHold {
        private final Semaphore semaphore = EMPTY.take();
        private final Target target = new Target();

        @Actor
        public void releases() {
            target.await();
            Spin.aWhile();
            Spin.inEitherOrder(semaphore::release, target::interrupt);
        }

        @Actor
        public void waits(II_Result r) {
            r.r1 = target.run(() -> {
                try (Held _ = semaphore.holdInterruptibly()) {
                    return 1;
                }
            });
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = giveBackEmpty(semaphore);
        }
    }

    /** Whose time is over about when a permit comes has taken it or not. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it has the permit")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the time is over, and the permit is there")
    @State
    public static class TimeoutAgainstRelease {
        private final Semaphore semaphore = EMPTY.take();

        @Actor
        public void releases() {
            Spin.aWhile();
            semaphore.release();
        }

        @Actor
        public void waits(II_Result r) {
            try {
                r.r1 = semaphore.tryAcquire(Spin.nanos(), TimeUnit.NANOSECONDS) ? 1 : 0;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = giveBackEmpty(semaphore);
        }
    }

    /** Of two releases for one permit that is taken, exactly one is refused. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one of them is too many")
    @State
    public static class Bounded {
        private final BoundedSemaphore semaphore = BOUNDED.take();

        private int release() {
            try {
                semaphore.release();
                return 1;
            } catch (IllegalStateException e) {
                return 0;
            }
        }

        @Actor
        public void takesAndReleases(III_Result r) {
            semaphore.acquireUninterruptibly();
            r.r1 = release();
        }

        @Actor
        public void releases(III_Result r) {
            r.r2 = release();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = semaphore.availablePermits();
            BOUNDED.giveBack(semaphore, r.r3 == 1);
        }
    }
}
