package org.multiprocessing.conformance.litmus;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.OwnerDiedException;

/** Tokens that are put with a signal each, and waited for: as long as there are tokens, not all that wait are asleep. */
record TokenGame(Condition condition) implements Game {
    private static final int TOKENS = OWN;

    @Override
    public void play(Counters counters, Random random) throws Exception {
        try {
            if (counters.get(DRAIN) == 0 && random.nextInt(3) == 0) {
                put(counters);
            } else {
                take(counters, random);
            }
        } catch (OwnerDiedException e) {
            condition.guard().recover().close();
        }
    }

    private void put(Counters counters) {
        try (Held _ = condition.hold()) {
            counters.increment(TOKENS);
            condition.signal();
        }
    }

    private void take(Counters counters, Random random) throws InterruptedException {
        try (Held _ = condition.hold()) {
            switch (random.nextInt(3)) {
                case 0 -> condition.waitFor(() -> isThereSomething(counters));
                case 1 -> {
                    while (!isThereSomething(counters)) {
                        condition.awaitUninterruptibly();
                    }
                }
                default -> {
                    if (!isThereSomething(counters)) {
                        condition.await(random.nextInt(2_000), TimeUnit.MICROSECONDS);
                    }
                }
            }
            if (counters.plain(TOKENS) > 0) {
                Game.pause(random);
                counters.plain(TOKENS, counters.plain(TOKENS) - 1);
            }
        }
    }

    private static boolean isThereSomething(Counters counters) {
        return counters.plain(TOKENS) > 0 || counters.get(STOP) != 0;
    }

    @Override
    public void tick(Counters counters) throws Exception {
        try (Held _ = condition.guard().recover()) {
            if (counters.get(STOP) != 0) {
                condition.signalAll();
            } else {
                counters.increment(TOKENS);
                condition.signal();
            }
        }
    }

    @Override
    public boolean isDrained(Counters counters) {
        return counters.get(TOKENS) == 0;
    }

    @Override
    public void check(Counters counters) throws Exception {
        if (counters.get(TOKENS) < 0) {
            throw new AssertionError(counters.get(TOKENS) + " tokens");
        }
    }

    @Override
    public Shared primitive() {
        return condition;
    }
}
