package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;

/**
 * A store with two conditions, whose users are killed and interrupted: it is never fuller or emptier than can be, all that was brought
 * and taken is counted, and no signal is lost, or somebody would wait for ever.
 */
final class Conditions implements Scenario {
    private static final int STOP = 0;
    private static final int WRONG = 1;
    private static final int BROUGHT = 2;
    private static final int TAKEN = 3;
    private static final int REPAIRS = 4;

    /** Who changes something, plus one. */
    private static final int BUSY = 5;

    private static final int DONE = 6;
    private static final int COUNTERS = DONE + Crew.MOST;

    @Override
    public String name() {
        return "conditions";
    }

    /** What all of them have. */
    record Store(Condition notFull, Condition notEmpty, int room, boolean wakesAll, Counters numbers)
            implements Serializable {
        private long stock() {
            return numbers.plain(BROUGHT) - numbers.plain(TAKEN);
        }

        private boolean isOver() {
            return numbers.get(STOP) != 0;
        }

        void bring(int number) throws Exception {
            use(number, notFull, () -> stock() < room, BROUGHT, notEmpty);
        }

        void take(int number) throws Exception {
            use(number, notEmpty, () -> stock() > 0, TAKEN, notFull);
        }

        private void use(int number, Condition mine, BooleanSupplier ready, int counter, Condition others)
                throws Exception {
            Random random = new Random(number);
            annoy(Thread.currentThread(), random.nextLong());
            while (!isOver()) {
                try (Held _ = mine.hold()) {
                    if (!await(mine, ready, random)) {
                        continue;
                    }
                    change(number, counter);
                    wake(others);
                } catch (OwnerDiedException e) {
                    recover(mine.guard());
                } catch (OutOfMemoryError e) {
                    Killer.halt();
                }
            }
        }

        private void change(int number, int counter) {
            try {
                numbers.plain(BUSY, number + 1);
                numbers.increment(counter);
                numbers.increment(DONE + number);
                expect(stock() >= 0 && stock() <= room, "the stock is " + stock());
                numbers.plain(BUSY, 0);
            } catch (OutOfMemoryError e) {
                Killer.halt(); // a half change must not be let out
            }
        }

        private boolean await(Condition mine, BooleanSupplier ready, Random random) {
            while (!ready.getAsBoolean()) {
                if (isOver()) {
                    return false;
                }
                try {
                    switch (random.nextInt(3)) {
                        case 0 -> mine.await();
                        case 1 -> mine.awaitUninterruptibly();
                        default -> {
                            boolean _ = mine.await(random.nextInt(100), TimeUnit.MILLISECONDS);
                        }
                    }
                } catch (InterruptedException e) {
                    // it goes on: a signal that came as well has gone to another one, or to this one
                }
            }
            return true;
        }

        private void wake(Condition others) {
            if (wakesAll) {
                others.signalAll();
            } else {
                others.signal();
            }
        }

        private void recover(Lock guard) {
            boolean isDone = false;
            while (!isDone) {
                try (Held _ = guard.recover()) {
                    repair();
                    notFull.signalAll(); // the dead one may have been about to
                    notEmpty.signalAll();
                    isDone = true;
                } catch (InterruptedException e) {
                    // again
                }
            }
        }

        private void repair() {
            long missing = numbers.plain(BROUGHT) + numbers.plain(TAKEN) - sum();
            long busy = numbers.plain(BUSY);
            expect(missing == 0 || (missing == 1 && busy > 0), "missing " + missing + ", busy " + busy);
            if (missing > 0) {
                numbers.increment(DONE + (int) busy - 1);
            }
            numbers.plain(BUSY, 0);
            numbers.increment(REPAIRS);
        }

        private long sum() {
            long sum = 0;
            for (int i = 0; i < Crew.MOST; i++) {
                sum += numbers.plain(DONE + i);
            }
            return sum;
        }

        private void expect(boolean holds, String what) {
            if (!holds) {
                numbers.set(WRONG, 1);
                throw new Violation(what);
            }
        }

        /** Tells all that it is over. */
        void stop() {
            numbers.set(STOP, 1);
            boolean isTold = false;
            while (!isTold) {
                try (Held _ = notFull.hold()) {
                    notFull.signalAll();
                    notEmpty.signalAll();
                    isTold = true;
                } catch (OwnerDiedException e) {
                    recover(notFull.guard());
                }
            }
        }
    }

    private static void annoy(Thread thread, long seed) {
        Random random = new Random(seed);
        Thread.ofPlatform().daemon().name("chaos-annoying").start(() -> {
            while (thread.isAlive()) {
                Delays.pass(Duration.ofMillis(random.nextInt(200)));
                thread.interrupt();
            }
        });
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        if (chaos.oneIn(3)) {
            try (Manager manager = chaos.context().manager()) {
                chaos.count("manager", 1);
                run(chaos, chaos.oneIn(2) ? manager.lock() : manager.rlock(), true);
            }
        } else {
            run(chaos, chaos.oneIn(2) ? chaos.context().lock() : chaos.context().rlock(), chaos.oneIn(2));
        }
    }

    private static void run(Chaos chaos, Lock lock, boolean wakesAll) throws Exception {
        Condition notFull = lock.newCondition();
        Condition notEmpty = lock.newCondition();
        try (Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Store store = new Store(notFull, notEmpty, chaos.between(1, 3), wakesAll, numbers);
            for (int i = chaos.between(1, 2); i > 0; i--) {
                crew.start("bringer", store::bring);
            }
            for (int i = chaos.between(1, 2); i > 0; i--) {
                crew.start("taker", store::take);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("the store", () -> numbers.get(TAKEN), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            crew.progress("the store", () -> numbers.get(TAKEN), 1);
            store.stop();
            crew.end();
            Invariants.equal(numbers.get(WRONG), 0L, "wrong");
            Invariants.equal(
                    store.sum(),
                    numbers.get(BROUGHT) + numbers.get(TAKEN),
                    "the sum of what each has brought or taken");
            chaos.count("takes", numbers.get(TAKEN));
            chaos.count("repairs", numbers.get(REPAIRS));
        } finally {
            notFull.free();
            notEmpty.free();
            lock.free();
        }
    }
}
