package org.multiprocessing.conformance.litmus;

import java.time.Duration;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.process.StartMethod;

/** Plays all games, or those named: {@code players milliseconds seed [game ...]}. A seed repeats what is random, not the timing. */
public final class LitmusProgram {
    private LitmusProgram() {}

    public static void main(String... arguments) throws Exception {
        int players = Integer.parseInt(arguments[0]);
        Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
        long seed = Long.parseLong(arguments[2]);
        var context = Multiprocessing.context(StartMethod.FORKSERVER);
        for (Games kind : Games.values()) {
            if (arguments.length == 3 || java.util.List.of(arguments).contains(kind.name())) {
                String result = Referee.play(context, kind.make(context, players), players, time, seed);
                System.out.println("played " + kind + " " + result);
            }
        }
        System.out.println("over");
    }
}
