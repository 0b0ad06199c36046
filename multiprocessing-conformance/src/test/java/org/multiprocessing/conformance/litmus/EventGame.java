package org.multiprocessing.conformance.litmus;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Event;

/** An event that is set, cleared and waited for: each set lets all that wait go on. */
record EventGame(Event event) implements Game {
    @Override
    public void play(Counters counters, Random random) throws Exception {
        switch (random.nextInt(4)) {
            case 0 -> event.set();
            case 1 -> event.await(random.nextInt(2_000), TimeUnit.MICROSECONDS);
            default -> {
                event.await();
                event.clear();
            }
        }
    }

    @Override
    public void tick(Counters counters) {
        event.set();
    }

    @Override
    public void check(Counters counters) {
        event.set();
        if (!event.isSet()) {
            throw new AssertionError(event);
        }
    }

    @Override
    public Shared primitive() {
        return event;
    }
}
