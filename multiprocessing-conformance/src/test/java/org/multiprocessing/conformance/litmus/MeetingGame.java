package org.multiprocessing.conformance.litmus;

import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Barrier;

/** A barrier that deaths, times and interrupts break, and that the referee resets: the action has run once for each meeting. */
record MeetingGame(Barrier barrier) implements Game {
    private static final int FIRST = OWN;
    private static final int LAST = OWN + 1;

    @Override
    public void play(Counters counters, Random random) throws Exception {
        try {
            int index =
                    random.nextInt(8) == 0 ? barrier.await(random.nextInt(50), TimeUnit.MILLISECONDS) : barrier.await();
            if (index < 0 || index >= barrier.getParties()) {
                throw new AssertionError("index " + index);
            }
            if (index == 0) {
                counters.add(LAST, 1);
            } else if (index == barrier.getParties() - 1) {
                counters.add(FIRST, 1);
            }
        } catch (BrokenBarrierException | TimeoutException e) {
            Game.pause(random); // until it is reset
        }
    }

    @Override
    public void tick(Counters counters) {
        if (counters.get(STOP) != 0) {
            barrier.abort();
        } else if (barrier.isBroken()) {
            barrier.reset();
        }
    }

    @Override
    public void check(Counters counters) {
        long apart = Math.abs(counters.get(FIRST) - counters.get(LAST));
        if (apart > counters.get(KILLS)) {
            throw new AssertionError(counters.get(FIRST) + " first, " + counters.get(LAST) + " last, "
                    + counters.get(KILLS) + " killed");
        }
    }

    @Override
    public Shared primitive() {
        return barrier;
    }
}
