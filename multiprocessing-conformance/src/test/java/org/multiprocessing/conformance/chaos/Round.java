package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Some scenarios beside each other, and what disturbs them all. Everything is drawn by the seed and the number of the round. */
final class Round {
    private static final int MOST_SCENARIOS = 3;

    private static final int LIMITS = 3;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int number;
    private final Random random;
    private final List<Scenario> scenarios;
    private final Report report;
    private final BlockingDeque<Ended> ended = new LinkedBlockingDeque<>();

    /** How a scenario has ended; the finding is null if there is none. */
    private record Ended(Scenario scenario, Throwable finding) {}

    Round(Settings settings, int number, List<Scenario> from, Report report) {
        this.number = number;
        this.random = new Random(settings.seed() * MIX + number);
        this.scenarios = Scenarios.draw(from, 1 + random.nextInt(MOST_SCENARIOS), random);
        this.report = report;
    }

    /** Runs it; throws what the first scenario has found. */
    void run() throws Throwable {
        List<Thread> threads = new ArrayList<>();
        try (Disturbance disturbance = Disturbance.draw(random)) {
            report.say("round " + number + ": "
                    + String.join(", ", scenarios.stream().map(Scenario::name).toList()) + disturbance);
            for (Scenario scenario : scenarios) {
                Chaos chaos = new Chaos(random.nextLong());
                threads.add(Thread.ofPlatform()
                        .daemon()
                        .name("chaos-" + scenario.name())
                        .start(() -> run(scenario, chaos)));
            }
            for (int i = 0; i < scenarios.size(); i++) {
                Ended next = next();
                if (next == null) {
                    throw new Violation("a scenario does not end: "
                            + threads.stream().filter(Thread::isAlive).toList());
                }
                if (next.finding() != null) {
                    throw new Violation(next.scenario().name() + " in round " + number, next.finding());
                }
            }
        }
    }

    /** Returns null if none has ended for longer than a scenario takes and what it waits for may take. */
    private Ended next() throws Exception {
        for (int i = 0; i < LIMITS; i++) {
            if (Patience.comes(time -> {
                Ended next = ended.poll(time.toNanos(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    ended.addFirst(next);
                }
                return next != null;
            })) {
                return ended.removeFirst();
            }
        }
        return null;
    }

    private void run(Scenario scenario, Chaos chaos) {
        long begin = System.nanoTime();
        Throwable finding = null;
        try {
            scenario.run(chaos);
        } catch (Throwable e) {
            finding = e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        report.say("  %-16s %s: %s, %.1f s"
                .formatted(
                        scenario.name(),
                        finding == null ? "ok" : "FOUND " + finding,
                        chaos.done(),
                        took.toMillis() / 1e3));
        ended.add(new Ended(scenario, finding));
    }
}
