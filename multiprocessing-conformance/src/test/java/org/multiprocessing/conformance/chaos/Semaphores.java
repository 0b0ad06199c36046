package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Semaphore;

/** Owners of permits die: there are never more inside than permits, and all permits come back. */
final class Semaphores implements Scenario {
    private static final int STOP = 0;
    private static final int WRONG = 1;
    private static final int TURNS = 2;

    /** A bit for each process that is inside. */
    private static final int INSIDE = 3;

    /** A bit for each process that is about to be killed, or was. */
    private static final int DOOMED = 4;

    private static final int COUNTERS = 5;

    @Override
    public String name() {
        return "semaphores";
    }

    /** What all of them have. */
    record Room(Semaphore permits, int size, Counters numbers) implements Serializable {
        void visit(int number) throws Exception {
            Random random = new Random(number);
            long bit = 1L << number;
            while (numbers.get(STOP) == 0) {
                try (Held _ = random.nextBoolean() ? permits.hold() : permits.holdInterruptibly()) {
                    long inside = numbers.add(INSIDE, bit) | bit;
                    // those that are killed give their permit back before their bit
                    long alive = inside & ~numbers.get(DOOMED);
                    if (Long.bitCount(alive) > size) {
                        numbers.set(WRONG, alive);
                        throw new Violation("inside: " + Long.toBinaryString(alive) + ", permits " + size);
                    }
                    numbers.add(TURNS, 1);
                    if (random.nextInt(8) == 0) {
                        Thread.yield();
                    }
                    numbers.add(INSIDE, -bit);
                }
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        int size = chaos.between(1, 3);
        boolean bounded = chaos.oneIn(2);
        if (chaos.oneIn(3)) {
            try (Manager manager = chaos.context().manager()) {
                chaos.count("manager", 1);
                run(chaos, bounded ? manager.boundedSemaphore(size) : manager.semaphore(size), size);
            }
        } else {
            run(
                    chaos,
                    bounded
                            ? chaos.context().boundedSemaphore(size)
                            : chaos.context().semaphore(size),
                    size);
        }
    }

    private static void run(Chaos chaos, Semaphore permits, int size) throws Exception {
        try (Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Room room = new Room(permits, size, numbers);
            int visitors = size + chaos.between(0, 2);
            for (int i = 0; i < visitors; i++) {
                crew.start("visitor", room::visit);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("visits", () -> numbers.get(TURNS), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(number -> numbers.add(DOOMED, 1L << number));
                }
            }
            crew.progress("visits", () -> numbers.get(TURNS), 1);
            numbers.set(STOP, 1);
            crew.end();
            Invariants.equal(numbers.get(WRONG), 0L, "wrong");
            Invariants.eventually("all permits are back", () -> permits.availablePermits() == size);
            chaos.count("visits", numbers.get(TURNS));
        } finally {
            permits.free();
        }
    }
}
