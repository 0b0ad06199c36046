package org.multiprocessing.conformance.litmus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;

/** Storms: processes do at random what a primitive allows, and are killed and stopped meanwhile. */
@Tag("core")
@Bound(seconds = 600)
public abstract class LitmusContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final int PLAYERS = 3;

    @ParameterizedTest
    @EnumSource
    void storm(Games kind) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        Duration time = Duration.ofSeconds(ALL ? 60 : 2);
        String result = Referee.play(context(), kind.make(context(), PLAYERS), PLAYERS, time, seed);
        System.out.println("storm of " + kind + " with " + method() + ": " + result);
    }
}
