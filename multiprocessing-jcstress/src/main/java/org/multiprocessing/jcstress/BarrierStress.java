package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.sync.Barrier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races over {@link Barrier}. Results below 0: {@link Target#INTERRUPTED}, {@link #BROKEN}, {@link #TIMED_OUT}. */
public final class BarrierStress {
    private static final int BROKEN = -2;
    private static final int TIMED_OUT = -3;

    private static final Reused<Barrier> TWO = new Reused<>(context -> context.barrier(2));
    private static final Reused<Barrier> THREE = new Reused<>(context -> context.barrier(3));

    private BarrierStress() {}

    private static int await(Barrier barrier) {
        try {
            return awaitInterruptibly(barrier);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private static int awaitInterruptibly(Barrier barrier) throws InterruptedException {
        try {
            return barrier.await();
        } catch (BrokenBarrierException e) {
            return BROKEN;
        }
    }

    private static int awaitAWhile(Barrier barrier) {
        try {
            return barrier.await(Spin.nanos(), TimeUnit.NANOSECONDS);
        } catch (BrokenBarrierException e) {
            return BROKEN;
        } catch (TimeoutException e) {
            return TIMED_OUT;
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    /** Gives one for two back as new, and returns 1 if it is broken, or 2 if it believes that somebody waits. */
    private static int giveBack(Barrier barrier) {
        int state = barrier.isBroken() ? 1 : barrier.getNumberWaiting() == 0 ? 0 : 2;
        barrier.reset();
        TWO.giveBack(barrier);
        return state;
    }

    /** Two meet twice: each time, one is the first and the other one the last. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 0, 1", "0, 1, 1, 0", "1, 0, 0, 1", "1, 0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "each index once")
    @State
    public static class IndexOfTwo {
        private final Barrier barrier = TWO.take();

        @Actor
        public void first(IIII_Result r) {
            r.r1 = BarrierStress.await(barrier);
            r.r3 = BarrierStress.await(barrier);
        }

        @Actor
        public void second(IIII_Result r) {
            r.r2 = BarrierStress.await(barrier);
            r.r4 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(IIII_Result r) {
            if (giveBack(barrier) != 0) {
                r.r1 = BROKEN;
            }
        }
    }

    /** Three meet, and each sees what the others have done before. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 2, 111", "0, 2, 1, 111", "1, 0, 2, 111", "1, 2, 0, 111", "2, 0, 1, 111", "2, 1, 0, 111"},
            expect = ACCEPTABLE,
            desc = "each index once")
    @State
    public static class IndexOfThree {
        private final Barrier barrier = THREE.take();
        private final Third third = new Third();
        private int ones;
        private int tens;
        private int hundreds;

        @Actor
        public void first(IIII_Result r) {
            ones = 1;
            r.r1 = BarrierStress.await(barrier);
            r.r4 = ones + tens + hundreds;
        }

        @Actor
        public void second(IIII_Result r) {
            third.start(() -> {
                hundreds = 100;
                return BarrierStress.await(barrier);
            });
            tens = 10;
            r.r2 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(IIII_Result r) {
            r.r3 = third.result();
            barrier.reset();
            THREE.giveBack(barrier);
        }
    }

    /** It is reset about when the first comes, who then comes again if that was too early. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 0", "1, 0, 0"},
            expect = ACCEPTABLE,
            desc = "both came after the reset")
    @Outcome(
            id = {"-20, 1, 0", "-19, 0, 0"},
            expect = ACCEPTABLE,
            desc = "the first came before it, and again")
    @State
    public static class ResetAgainstAwait {
        private final Barrier barrier = TWO.take();

        @Actor
        public void comes(III_Result r) {
            r.r1 = BarrierStress.await(barrier);
            if (r.r1 == BROKEN) {
                r.r1 = 10 * BROKEN + BarrierStress.await(barrier);
            }
        }

        @Actor
        public void resets(III_Result r) {
            Spin.aWhile();
            barrier.reset();
            r.r2 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = giveBack(barrier);
        }
    }

    /** It is aborted about when both come: they meet, or both are told. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 1", "1, 0, 1"},
            expect = ACCEPTABLE,
            desc = "met before, and it is broken now")
    @Outcome(id = "-2, -2, 1", expect = ACCEPTABLE, desc = "broken")
    @State
    public static class AbortAgainstAwait {
        private final Barrier barrier = TWO.take();
        private final Third third = new Third();

        @Actor
        public void first(III_Result r) {
            r.r1 = BarrierStress.await(barrier);
        }

        @Actor
        public void second(III_Result r) {
            third.start(() -> {
                barrier.abort();
                return 0;
            });
            Spin.aWhile();
            r.r2 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(III_Result r) {
            int _ = third.result();
            r.r3 = giveBack(barrier);
        }
    }

    /** The time of one is over about when the other one comes. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 0", "1, 0, 0"},
            expect = ACCEPTABLE,
            desc = "they met")
    @Outcome(id = "-3, -2, 1", expect = ACCEPTABLE, desc = "the time was over, which breaks it")
    @State
    public static class TimeoutAgainstAwait {
        private final Barrier barrier = TWO.take();

        @Actor
        public void waitsAWhile(III_Result r) {
            r.r1 = awaitAWhile(barrier);
        }

        @Actor
        public void comes(III_Result r) {
            Spin.aWhile();
            r.r2 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = giveBack(barrier);
        }
    }

    /** One is interrupted about when the other one comes. */
    @JCStressTest
    @Outcome(
            id = {"0, 1, 0", "1, 0, 0"},
            expect = ACCEPTABLE,
            desc = "they met")
    @Outcome(id = "-1, -2, 1", expect = ACCEPTABLE, desc = "interrupted, which breaks it")
    @State
    public static class InterruptAgainstAwait {
        private final Barrier barrier = TWO.take();
        private final Target target = new Target();
        private final Third third = new Third();

        @Actor
        public void isInterrupted(III_Result r) {
            r.r1 = target.run(() -> awaitInterruptibly(barrier));
        }

        @Actor
        public void comes(III_Result r) {
            target.await();
            third.start(() -> {
                target.interrupt();
                return 0;
            });
            Spin.aWhile();
            r.r2 = BarrierStress.await(barrier);
        }

        @Arbiter
        public void after(III_Result r) {
            int _ = third.result();
            r.r3 = giveBack(barrier);
        }
    }
}
