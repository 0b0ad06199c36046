package org.multiprocessing.conformance.litmus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;

/** Has several processes play a game, stops and kills some of them at random, and checks that the others go on. */
final class Referee {
    private static final int MOVES_OF_THE_LIVING = 20;

    private final Context context;
    private final Game game;
    private final Random random;
    private final Counters counters = Counters.of(Game.SIZE);
    private final List<Process> players = new ArrayList<>();

    private Referee(Context context, Game game, long seed) {
        this.context = context;
        this.game = game;
        this.random = new Random(seed);
    }

    /** Has a game played for a time; throws if something does not hold. */
    static String play(Context context, Game game, int players, Duration time, long seed) throws Exception {
        Referee referee = new Referee(context, game, seed);
        try {
            return referee.play(players, time);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(game + ", seed " + seed + ": " + e.getMessage(), e);
        } finally {
            referee.players.forEach(Process::kill);
            for (Process player : referee.players) {
                player.join(Delays.LONG);
            }
            referee.counters.close();
            game.primitive().free();
        }
    }

    private String play(int count, Duration time) throws Exception {
        for (int place = 0; place < count; place++) {
            players.add(start(place));
        }
        allMove();
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            game.tick(counters);
            Delays.pass(Duration.ofNanos(random.nextInt(2_000_000)));
            switch (random.nextInt(40)) {
                case 0 -> kill(random.nextInt(count));
                case 1, 2 -> stop(random.nextInt(count));
                default -> {}
            }
        }
        allMove();
        counters.set(Game.DRAIN, 1);
        Await.until("nothing is left over", () -> game.isDrained(counters));
        end();
        game.check(counters);
        long moves = 0;
        for (int place = 0; place < count; place++) {
            moves += counters.get(Game.MOVES + place);
        }
        return moves + " moves, " + counters.get(Game.KILLS) + " killed";
    }

    private Process start(int place) {
        return context.process(Player::play, game, counters, place, random.nextLong())
                .start();
    }

    private void kill(int place) throws Exception {
        counters.add(Game.KILLS, 1);
        players.get(place).kill();
        players.get(place).join();
        players.set(place, start(place));
    }

    private void stop(int place) throws Exception {
        long pid = players.get(place).pid();
        Unix.signal("STOP", pid);
        try {
            Delays.pass(Duration.ofNanos(random.nextInt(20_000_000)));
        } finally {
            Unix.signal("CONT", pid);
        }
    }

    /** Nobody who lives is stuck. */
    private void allMove() throws Exception {
        for (int place = 0; place < players.size(); place++) {
            int mine = place;
            long target = counters.get(Game.MOVES + mine) + MOVES_OF_THE_LIVING;
            Await.until("the player " + mine + " moves", () -> {
                game.tick(counters);
                if (!players.get(mine).isAlive()) {
                    throw new AssertionError(
                            "the player has failed: " + players.get(mine).exitReport());
                }
                return counters.get(Game.MOVES + mine) >= target;
            });
        }
    }

    private void end() throws Exception {
        counters.set(Game.STOP, 1);
        Await.until("all players end", () -> {
            game.tick(counters);
            return players.stream().noneMatch(Process::isAlive);
        });
        for (Process player : players) {
            if (player.exitCode().orElseThrow() != 0) {
                throw new AssertionError("a player has failed: " + player.exitReport());
            }
        }
    }
}
