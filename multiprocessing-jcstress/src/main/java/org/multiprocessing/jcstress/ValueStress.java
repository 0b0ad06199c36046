package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.multiprocessing.memory.DoubleValue;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.sync.Held;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Races over what values and arrays do without a lock, and under their guard. */
public final class ValueStress {
    private static final Reused<LongValue> LONGS = new Reused<>(context -> context.longValue(0));
    private static final Reused<DoubleValue> DOUBLES = new Reused<>(context -> context.doubleValue(0));
    private static final Reused<IntArray> ARRAYS = new Reused<>(context -> context.intArray(2));

    private ValueStress() {}

    private static LongValue zero() {
        LongValue value = LONGS.take();
        value.set(0);
        return value;
    }

    private static IntArray zeros() {
        IntArray array = ARRAYS.take();
        array.set(0, 0);
        array.set(1, 0);
        return array;
    }

    /** Both add, and both additions count. */
    @JCStressTest
    @Outcome(
            id = {"1, 11, 11", "11, 10, 11"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @State
    public static class Add {
        private final LongValue value = zero();

        @Actor
        public void first(JJJ_Result r) {
            r.r1 = value.incrementAndGet();
        }

        @Actor
        public void second(JJJ_Result r) {
            r.r2 = value.getAndAdd(10) + 10;
        }

        @Arbiter
        public void after(JJJ_Result r) {
            r.r3 = value.get();
            LONGS.giveBack(value);
        }
    }

    /** Of two that change the same into something else, one succeeds. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @State
    public static class CompareAndSet {
        private final LongValue value = zero();

        @Actor
        public void first(III_Result r) {
            r.r1 = value.compareAndSet(0, 1) ? 1 : 0;
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = value.compareAndSet(0, 2) ? 1 : 0;
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = (int) value.get();
            LONGS.giveBack(value);
        }
    }

    /** All eight bytes at once: a reader sees the old number or the new one. */
    @JCStressTest
    @Outcome(
            id = {"0.0, -1.5", "-1.5, -1.5"},
            expect = ACCEPTABLE,
            desc = "before or after")
    @State
    public static class WholeDouble {
        private final DoubleValue value = DOUBLES.take();

        {
            value.set(0);
        }

        @Actor
        public void sets() {
            value.set(-1.5);
        }

        @Actor
        public void reads(DD_Result r) {
            r.r1 = value.get();
        }

        @Arbiter
        public void after(DD_Result r) {
            r.r2 = value.get();
            DOUBLES.giveBack(value);
        }
    }

    /** Volatile: whoever sees the second element changed sees the first one changed. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "in order")
    @State
    public static class OrderOfElements {
        private final IntArray array = zeros();

        @Actor
        public void sets() {
            array.set(0, 1);
            array.set(1, 1);
        }

        @Actor
        public void reads(II_Result r) {
            r.r1 = array.get(1);
            r.r2 = array.get(0);
        }

        @Arbiter
        public void after(II_Result r) {
            ARRAYS.giveBack(array);
        }
    }

    /** Each writes one element and reads the other's: one of them, at least, sees the other's. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "one was the first")
    @State
    public static class EachOther {
        private final IntArray array = zeros();

        @Actor
        public void first(II_Result r) {
            array.set(0, 1);
            r.r1 = array.get(1);
        }

        @Actor
        public void second(II_Result r) {
            array.set(1, 1);
            r.r2 = array.get(0);
        }

        @Arbiter
        public void after(II_Result r) {
            ARRAYS.giveBack(array);
        }
    }

    /** Reading and writing under the guard is one step. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 2", "2, 1, 2"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @State
    public static class Guarded {
        private final LongValue value = zero();

        private long count() {
            try (Held _ = value.hold()) {
                long next = value.get() + 1;
                value.set(next);
                return next;
            }
        }

        @Actor
        public void first(JJJ_Result r) {
            r.r1 = count();
        }

        @Actor
        public void second(JJJ_Result r) {
            r.r2 = count();
        }

        @Arbiter
        public void after(JJJ_Result r) {
            r.r3 = value.get();
            LONGS.giveBack(value, !value.guard().isLocked());
        }
    }
}
