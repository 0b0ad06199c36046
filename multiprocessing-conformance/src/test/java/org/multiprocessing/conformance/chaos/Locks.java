package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;
import org.multiprocessing.sync.RLock;

/**
 * Owners of a lock die: nobody else is inside at the same time, the next one is told and repairs, and what was counted inside is exact
 * to the last one.
 */
final class Locks implements Scenario {
    private static final int THREADS = 3;

    private static final int STOP = 0;
    private static final int WRONG = 1;

    /** The number of the one that is inside, plus one. */
    private static final int INSIDE = 2;

    private static final int FIRST = 3;
    private static final int SECOND = 4;
    private static final int REPAIRS = 5;
    private static final int DONE = 6;
    private static final int MOST = Crew.MOST * THREADS;

    @Override
    public String name() {
        return "locks";
    }

    /** What all of them have. */
    record Ledger(Lock lock, Counters numbers) implements Serializable {
        /** In several threads, some of them virtual. */
        void work(int number) throws Exception {
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                int id = number * THREADS + i;
                threads[i] = (i == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> workOn(id));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void workOn(int id) {
            Random random = new Random(id);
            try {
                while (numbers.get(STOP) == 0) {
                    once(id, random);
                }
            } catch (OutOfMemoryError e) {
                Killer.halt();
            } catch (Throwable e) {
                e.printStackTrace();
                numbers.set(WRONG, 1);
                Killer.halt();
            }
        }

        void once(int id, Random random) throws Exception {
            try {
                if (!take(random)) {
                    return;
                }
            } catch (OwnerDiedException e) {
                try (Held _ = lock.recover()) {
                    repair();
                }
                return;
            }
            try {
                change(id, random);
                if (lock instanceof RLock reentrant) {
                    again(reentrant, random);
                }
                numbers.set(INSIDE, 0);
            } catch (OutOfMemoryError e) {
                Killer.halt(); // a half change must not be let out
            } finally {
                lock.unlock();
            }
        }

        private boolean take(Random random) throws InterruptedException {
            switch (random.nextInt(4)) {
                case 0 -> lock.lock();
                case 1 -> lock.lockInterruptibly();
                case 2 -> {
                    return lock.tryLock();
                }
                default -> {
                    return lock.tryLock(random.nextInt(20), TimeUnit.MILLISECONDS);
                }
            }
            return true;
        }

        private void change(int id, Random random) {
            expect(numbers.plain(INSIDE) == 0, "somebody is inside: " + numbers.plain(INSIDE));
            numbers.plain(INSIDE, id + 1);
            expect(numbers.plain(FIRST) == numbers.plain(SECOND), "half a change is seen");
            numbers.increment(FIRST);
            if (random.nextInt(16) == 0) {
                Thread.yield();
            }
            numbers.increment(SECOND);
            numbers.increment(DONE + id);
            expect(numbers.plain(INSIDE) == id + 1, "somebody came in: " + numbers.plain(INSIDE));
        }

        private static void again(RLock reentrant, Random random) {
            int depth = random.nextInt(3);
            for (int i = 0; i < depth; i++) {
                reentrant.lock();
            }
            expect(reentrant.getHoldCount() == depth + 1, "held " + reentrant.getHoldCount() + " times, not " + depth);
            for (int i = 0; i < depth; i++) {
                reentrant.unlock();
            }
        }

        /** Under the lock. Several may do it one after the other. */
        void repair() {
            long owner = numbers.plain(INSIDE);
            numbers.plain(SECOND, numbers.plain(FIRST));
            long missing = numbers.plain(FIRST) - sum();
            expect(missing == 0 || (missing == 1 && owner > 0), "missing " + missing + ", owner " + owner);
            if (missing > 0) {
                numbers.increment(DONE + (int) owner - 1);
            }
            numbers.plain(INSIDE, 0);
            numbers.increment(REPAIRS);
        }

        private long sum() {
            long sum = 0;
            for (int i = 0; i < MOST; i++) {
                sum += numbers.plain(DONE + i);
            }
            return sum;
        }

        private static void expect(boolean holds, String what) {
            if (!holds) {
                throw new Violation(what);
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        boolean reentrant = chaos.oneIn(2);
        if (chaos.oneIn(3)) {
            try (Manager manager = chaos.context().manager()) {
                chaos.count("manager", 1);
                run(chaos, reentrant ? manager.rlock() : manager.lock());
            }
        } else {
            run(chaos, reentrant ? chaos.context().rlock() : chaos.context().lock());
        }
    }

    private static void run(Chaos chaos, Lock lock) throws Exception {
        try (Counters numbers = Counters.of(DONE + MOST);
                Crew crew = new Crew(chaos)) {
            Ledger ledger = new Ledger(lock, numbers);
            int size = chaos.between(2, 4);
            for (int i = 0; i < size; i++) {
                crew.start("locker", ledger::work);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("the counter", () -> numbers.get(FIRST), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            crew.progress("the counter", () -> numbers.get(FIRST), 1);
            numbers.set(STOP, 1);
            crew.end();
            Random random = new Random(chaos.seed());
            long before = numbers.get(FIRST);
            Invariants.eventually("the lock can be taken", () -> {
                ledger.once(MOST - 1, random);
                return numbers.get(FIRST) > before;
            });
            Invariants.equal(numbers.get(WRONG), 0L, "wrong");
            Invariants.equal(numbers.get(SECOND), numbers.get(FIRST), "the second counter");
            Invariants.equal(ledger.sum(), numbers.get(FIRST), "the sum of what each has done");
            chaos.count("turns", numbers.get(FIRST));
            chaos.count("repairs", numbers.get(REPAIRS));
        } finally {
            lock.free();
        }
    }
}
