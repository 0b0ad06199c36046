package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Event;

/** Those that wait for an event are killed and stopped: all others go on each time it is set. */
final class Events implements Scenario {
    private static final int STOP = 0;
    private static final int TURN = 1;
    private static final int SEEN = 2;
    private static final int BACK = SEEN + Crew.MOST;
    private static final int COUNTERS = BACK + Crew.MOST;

    @Override
    public String name() {
        return "events";
    }

    /** What all of them have. */
    record Start(Event go, Event back, Counters numbers) implements Serializable {
        void run(int number) throws Exception {
            Random random = new Random(number);
            long seen = 0;
            while (true) {
                await(go, random);
                long turn = numbers.get(TURN);
                if (numbers.get(STOP) != 0) {
                    return;
                }
                if (turn <= seen) {
                    throw new Violation("it went on without a set, in turn " + turn);
                }
                seen = turn;
                numbers.set(SEEN + number, turn);
                await(back, random);
                numbers.set(BACK + number, turn);
            }
        }

        private static void await(Event event, Random random) throws Exception {
            switch (random.nextInt(3)) {
                case 0 -> event.await();
                case 1 -> {
                    while (!event.await(Duration.ofMillis(random.nextInt(100)))) {
                        // again
                    }
                }
                default -> Multiprocessing.awaitAny(List.of(event));
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        if (chaos.oneIn(3)) {
            try (Manager manager = chaos.context().manager()) {
                chaos.count("manager", 1);
                run(chaos, manager.event(), manager.event());
            }
        } else {
            run(chaos, chaos.context().event(), chaos.context().event());
        }
    }

    private static void run(Chaos chaos, Event go, Event back) throws Exception {
        try (Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Start start = new Start(go, back, numbers);
            int size = chaos.between(1, 4);
            for (int i = 0; i < size; i++) {
                crew.start("runner", start::run);
            }
            long turn = 0;
            while (!chaos.isOver() && crew.hasRoom()) {
                turn(crew, start, ++turn);
                if (chaos.oneIn(8)) {
                    crew.replaceOne(_ -> {});
                } else if (chaos.oneIn(8)) {
                    crew.pauseOne();
                }
            }
            numbers.set(STOP, 1);
            go.set();
            back.set();
            crew.end();
            chaos.count("turns", turn);
        } finally {
            go.free();
            back.free();
        }
    }

    private static void turn(Crew crew, Start start, long turn) throws Exception {
        Counters numbers = start.numbers();
        numbers.set(TURN, turn);
        start.go().set();
        all(crew, numbers, SEEN, turn);
        start.go().clear();
        start.back().set();
        all(crew, numbers, BACK, turn);
        start.back().clear();
    }

    private static void all(Crew crew, Counters numbers, int from, long turn) throws Exception {
        crew.until(
                "all go on in turn " + turn,
                () -> crew.members().stream().allMatch(member -> numbers.get(from + member.number()) == turn));
    }
}
