package org.multiprocessing.conformance.litmus;

import java.util.Random;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Held;

/** Permits that are held; all come back, and none too many. */
record PermitGame(BoundedSemaphore semaphore) implements Game {
    @Override
    public void play(Counters counters, Random random) throws Exception {
        try (Held _ = random.nextBoolean() ? semaphore.hold() : semaphore.holdInterruptibly()) {
            Game.pause(random);
            int left = semaphore.availablePermits();
            if (left < 0 || left > semaphore.bound()) {
                throw new AssertionError(left + " permits of " + semaphore.bound());
            }
        }
    }

    @Override
    public void tick(Counters counters) {}

    @Override
    public void check(Counters counters) throws Exception {
        Await.equal("all permits are back", semaphore.bound(), semaphore::availablePermits);
    }

    @Override
    public Shared primitive() {
        return semaphore;
    }
}
