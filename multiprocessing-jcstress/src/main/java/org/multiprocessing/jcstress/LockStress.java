package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races over {@link Lock} and {@link RLock}. The last result says whether the lock is free afterwards and can be taken. */
@SuppressWarnings("LockNotBeforeTry") // when it is taken and released is what is raced for; nothing in between throws
public final class LockStress {
    private static final Reused<Lock> LOCKS = new Reused<>(SharedObjects::lock);
    private static final Reused<RLock> RLOCKS = new Reused<>(SharedObjects::rlock);

    private LockStress() {}

    private static boolean canBeTaken(Lock lock) {
        boolean taken = lock.tryLock();
        if (taken) {
            lock.unlock();
        }
        return taken && !lock.isLocked();
    }

    /** Two threads count without any synchronisation but the lock. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 1", "2, 1, 1"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @State
    public static class Exclusion {
        private final Lock lock = LOCKS.take();
        private int count;

        @Actor
        public void first(III_Result r) {
            lock.lock();
            r.r1 = ++count;
            lock.unlock();
        }

        @Actor
        public void second(III_Result r) {
            try (Held _ = lock.hold()) {
                r.r2 = ++count;
            }
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = LOCKS.giveBack(lock, canBeTaken(lock));
        }
    }

    /** The same, where each takes the lock twice. */
    @JCStressTest
    @Outcome(
            id = {"2, 4, 1", "4, 2, 1"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @State
    public static class ReentrantExclusion {
        private final RLock lock = RLOCKS.take();
        private int count;

        private int countTwice() {
            lock.lock();
            count++;
            lock.lock();
            lock.unlock();
            int seen = ++count; // it is still held, once
            lock.unlock();
            return seen;
        }

        @Actor
        public void first(III_Result r) {
            r.r1 = countTwice();
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = countTwice();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = RLOCKS.giveBack(lock, canBeTaken(lock));
        }
    }

    /** One tries, without waiting, while the other one holds and releases. */
    @JCStressTest
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "it is held")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "before it is taken")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "after it is released")
    @State
    public static class TryAgainstUnlock {
        private final Lock lock = LOCKS.take();
        private int value;

        @Actor
        public void owner() {
            lock.lock();
            value = 1;
            value = 2;
            lock.unlock();
        }

        @Actor
        public void tries(II_Result r) {
            if (lock.tryLock()) {
                r.r1 = value;
                lock.unlock();
            } else {
                r.r1 = -1;
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = LOCKS.giveBack(lock, canBeTaken(lock));
        }
    }

    /** One waits with a limit that it should not reach, and is let go at any moment of falling asleep. */
    @JCStressTest
    @Outcome(id = "2, 1, 1", expect = ACCEPTABLE, desc = "after it is released")
    @Outcome(id = "2, 2, 1", expect = ACCEPTABLE_INTERESTING, desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class WaitAgainstUnlock {
        private final Lock lock = LOCKS.take();
        private final Arrival arrival = new Arrival();
        private volatile boolean isHeld;
        private int value;

        @Actor
        public void owner() {
            lock.lock();
            isHeld = true;
            value = 1;
            Spin.aWhile();
            value = 2;
            arrival.letGo();
            lock.unlock();
        }

        @Actor
        public void waits(III_Result r) {
            Spin.until(() -> isHeld);
            r.r2 = arrival.of(lock::tryLock);
            r.r1 = value;
            lock.unlock();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = LOCKS.giveBack(lock, canBeTaken(lock));
        }
    }

    /** One waits with a limit that ends about when the lock is released. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it has got the lock")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the time is over")
    @State
    public static class TimeoutAgainstUnlock {
        private final Lock lock = LOCKS.take();
        private volatile boolean isHeld;

        @Actor
        public void owner() {
            lock.lock();
            isHeld = true;
            Spin.aWhile();
            lock.unlock();
        }

        @Actor
        public void waits(II_Result r) {
            Spin.until(() -> isHeld);
            try {
                if (lock.tryLock(Spin.nanos(), TimeUnit.NANOSECONDS)) {
                    r.r1 = 1;
                    lock.unlock();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = LOCKS.giveBack(lock, canBeTaken(lock));
        }
    }

    /** Of two that wait, one is interrupted about when the lock is released: what it was woken for is the other one's. */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 1", "-1, 1, 1"},
            expect = ACCEPTABLE,
            desc = "the other one has got the lock")
    @Outcome(
            id = {"1, 2, 1", "-1, 2, 1"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class InterruptAgainstUnlock {
        private final Lock lock = LOCKS.take();
        private final Arrival arrival = new Arrival();
        private final Target target = new Target();
        private final Third third = new Third();
        private volatile boolean isHeld;

        @Actor
        public void owner() {
            lock.lock();
            isHeld = true;
            third.start(this::waitsToo);
            target.await();
            Spin.aWhile();
            arrival.letGo();
            Spin.inEitherOrder(lock::unlock, target::interrupt);
        }

        @Actor
        public void waits(III_Result r) {
            Spin.until(() -> isHeld);
            r.r1 = target.run(() -> {
                lock.lockInterruptibly();
                arrival.letGo();
                lock.unlock();
                return 1;
            });
        }

        private int waitsToo() {
            int result = arrival.of(lock::tryLock);
            if (result != Arrival.NEVER) {
                lock.unlock();
            }
            return result;
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = third.result();
            r.r3 = LOCKS.giveBack(lock, canBeTaken(lock));
        }
    }
}
