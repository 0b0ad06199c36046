package org.multiprocessing.conformance.litmus;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;

/**
 * Two numbers that are equal whenever nobody holds the lock, changed by plain stores. Whoever recovers the lock makes them equal
 * again.
 */
record PairGame(Lock lock) implements Game {
    private static final int A = OWN;
    private static final int B = OWN + 1;
    private static final int DONE = OWN + 2;

    @Override
    public void play(Counters counters, Random random) throws Exception {
        try {
            if (!take(random)) {
                return;
            }
        } catch (OwnerDiedException e) {
            recover(counters);
            return;
        }
        try {
            change(counters, random);
        } finally {
            lock.unlock();
        }
        counters.add(DONE, 1);
    }

    private boolean take(Random random) throws InterruptedException {
        switch (random.nextInt(5)) {
            case 0 -> lock.lock();
            case 1 -> lock.lockInterruptibly();
            case 2 -> {
                return lock.tryLock();
            }
            case 3 -> {
                return lock.tryLock(random.nextInt(3_000), TimeUnit.MICROSECONDS);
            }
            default -> {
                return lock.tryLock(1, TimeUnit.DAYS);
            }
        }
        return true;
    }

    private static void change(Counters counters, Random random) {
        long a = counters.plain(A);
        long b = counters.plain(B);
        if (a != b) {
            throw new AssertionError("somebody else is inside: " + a + ", " + b);
        }
        counters.plain(A, a + 1);
        Game.pause(random);
        counters.plain(B, b + 1);
    }

    private void recover(Counters counters) throws InterruptedException {
        try (Held _ = lock.recover()) {
            counters.plain(B, counters.plain(A));
        }
    }

    @Override
    public void tick(Counters counters) {}

    @Override
    public void check(Counters counters) throws Exception {
        recover(counters);
        long done = counters.get(DONE);
        long changes = counters.plain(A);
        if (changes < done || changes > done + counters.get(KILLS)) {
            throw new AssertionError(changes + " changes, " + done + " done, " + counters.get(KILLS) + " killed");
        }
    }

    @Override
    public Shared primitive() {
        return lock;
    }
}
