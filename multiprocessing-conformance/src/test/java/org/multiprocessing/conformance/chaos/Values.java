package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.sync.Held;

/** Processes that count together are killed: each has counted what it knows to have counted, or one more. */
final class Values implements Scenario {
    private static final int CELLS = 7;

    private static final int STOP = 0;
    private static final int PROGRESS = 1;
    private static final int ATOMIC = 2;
    private static final int ELEMENT = ATOMIC + Crew.MOST;
    private static final int GUARDED = ELEMENT + Crew.MOST;
    private static final int COUNTERS = GUARDED + Crew.MOST;

    @Override
    public String name() {
        return "values";
    }

    /** What all of them have. */
    record Sums(LongValue atomic, IntArray elements, LongValue guarded, Counters numbers) implements Serializable {
        void count(int number) {
            Random random = new Random(number);
            while (numbers.get(STOP) == 0) {
                atomic.incrementAndGet();
                numbers.add(ATOMIC + number, 1);
                elements.addAndGet(random.nextInt(CELLS), 1);
                numbers.add(ELEMENT + number, 1);
                try (Held _ = guarded.hold()) {
                    guarded.set(guarded.get() + 1);
                    numbers.add(GUARDED + number, 1);
                }
                numbers.add(PROGRESS, 1);
            }
        }

        void check(int deaths) {
            between(atomic.get(), ATOMIC, deaths, "what was counted by atomic steps");
            between(elements.stream().sum(), ELEMENT, deaths, "what was counted in the array");
            between(guarded.get(), GUARDED, deaths, "what was counted under the guard");
        }

        private void between(long seen, int from, int deaths, String what) {
            long sum = 0;
            for (int i = 0; i < Crew.MOST; i++) {
                sum += numbers.get(from + i);
            }
            Invariants.between(seen, sum, sum + deaths, what);
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        if (chaos.oneIn(3)) {
            try (Manager manager = chaos.context().manager();
                    Counters numbers = Counters.of(COUNTERS)) {
                chaos.count("manager", 1);
                run(chaos, new Sums(manager.longValue(0), manager.intArray(CELLS), manager.longValue(0), numbers));
            }
        } else {
            try (LongValue atomic = chaos.context().longValue(0);
                    IntArray elements = chaos.context().intArray(CELLS);
                    LongValue guarded = chaos.context().longValue(0);
                    Counters numbers = Counters.of(COUNTERS)) {
                run(chaos, new Sums(atomic, elements, guarded, numbers));
            }
        }
    }

    private static void run(Chaos chaos, Sums sums) throws Exception {
        Counters numbers = sums.numbers();
        try (Crew crew = new Crew(chaos)) {
            int size = chaos.between(2, 4);
            for (int i = 0; i < size; i++) {
                crew.start("counter", sums::count);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("the counters", () -> numbers.get(PROGRESS), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            crew.progress("the counters", () -> numbers.get(PROGRESS), 1);
            numbers.set(STOP, 1);
            crew.end();
            sums.check(crew.killed().size());
            chaos.count("turns", numbers.get(PROGRESS));
        }
    }
}
