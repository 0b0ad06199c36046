package org.multiprocessing.conformance.litmus;

import java.time.Duration;
import java.util.Random;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;

/** A process that makes moves until it is told to end, and is interrupted now and then. */
final class Player {
    private Player() {}

    static void play(Game game, Counters counters, int place, long seed) throws Exception {
        Random random = new Random(seed);
        Thread self = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            Random own = new Random(~seed);
            while (counters.get(Game.STOP) == 0 && counters.get(Game.DRAIN) == 0) {
                Delays.pass(Duration.ofNanos(own.nextInt(5_000_000)));
                self.interrupt();
            }
        });
        while (counters.get(Game.STOP) == 0) {
            try {
                game.play(counters, random);
            } catch (InterruptedException e) {
                // as planned
            }
            counters.add(Game.MOVES + place, 1);
        }
    }
}
