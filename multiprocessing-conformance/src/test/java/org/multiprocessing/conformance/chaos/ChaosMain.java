package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.List;
import org.multiprocessing.Multiprocessing;

/** Runs rounds of scenarios until the time is over or something is found; then the exit code is 1. */
public final class ChaosMain {
    private static final int FOUND = 1;
    private static final int USAGE = 2;

    private ChaosMain() {}

    /** {@code ./mp chaos --help} says what the arguments are. */
    public static void main(String... arguments) throws Exception {
        Settings settings;
        List<Scenario> scenarios;
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Settings.USAGE);
                return;
            }
            settings = Settings.parse(arguments);
            scenarios = Scenarios.named(settings.only());
        } catch (IllegalArgumentException e) {
            System.err.println("chaos: " + e.getMessage() + "\n" + Settings.USAGE);
            System.exit(USAGE);
            return;
        }
        Report report = new Report();
        report.say(
                "seed " + settings.seed() + ", pid " + ProcessHandle.current().pid());
        Violation.witness(report::look);
        warmUp();
        long begin = System.nanoTime();
        Leftovers before = Leftovers.settled();
        int number = settings.round().orElse(1);
        while (System.nanoTime() - begin < settings.time().toNanos()) {
            Round round = new Round(settings, number, scenarios, report);
            try {
                round.run();
                before.check();
            } catch (Throwable e) {
                report.print(settings.command(number), e);
                end();
            }
            number += settings.round().isPresent() ? 0 : 1;
        }
        report.say("nothing found in "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }

    /** What is there once and stays is no leak: the session, threads of the library, classes. */
    private static void warmUp() throws Exception {
        Multiprocessing.process(() -> {}).start().join();
        try (var pool = Multiprocessing.pool(1)) {
            int _ = pool.apply(() -> 1);
        }
    }

    /** Whatever hangs. */
    private static void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(FOUND);
    }
}
