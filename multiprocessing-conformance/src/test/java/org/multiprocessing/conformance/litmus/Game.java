package org.multiprocessing.conformance.litmus;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.serial.Shared;

/** What players do with a primitive, and what must hold whatever becomes of them. */
interface Game extends Serializable {
    /** 1 once the players are to end. */
    int STOP = 0;

    /** 1 once the players are to wait for what is left, and the referee gives nothing more. */
    int DRAIN = 1;

    /** How many players were killed. */
    int KILLS = 2;

    /** From here on, how many moves the player of each place has made. */
    int MOVES = 3;

    /** From here on, the game's own counters. */
    int OWN = 16;

    int SIZE = 24;

    /** One move of a player. An interrupt ends it. */
    void play(Counters counters, Random random) throws Exception;

    /** What the referee does again and again, so that players have something to wait for; it must not wait itself. */
    void tick(Counters counters) throws Exception;

    /** Throws if something does not hold when all players have ended. */
    void check(Counters counters) throws Exception;

    /** Returns whether there is nothing left to do after {@link #DRAIN}; only looked at for a while. */
    default boolean isDrained(Counters counters) throws Exception {
        return true;
    }

    /** Returns the primitive. */
    Shared primitive();

    /** Lets others come at a moment that is bad for somebody: mostly not at all, sometimes long enough to be killed in. */
    static void pause(Random random) {
        int choice = random.nextInt(20);
        if (choice == 0) {
            Delays.pass(Duration.ofNanos(random.nextInt(2_000_000)));
        } else if (choice < 6) {
            Thread.yield();
        } else {
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
        }
    }
}
