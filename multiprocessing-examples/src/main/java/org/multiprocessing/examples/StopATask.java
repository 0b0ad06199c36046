package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.call;

import java.time.Duration;
import org.multiprocessing.pool.TaskTimedOut;

/** Stops a regular expression that would run for years, and says where it was. */
final class StopATask {
    private StopATask() {}

    static boolean matches(String regex, String text) {
        return text.matches(regex);
    }

    public static void main(String... args) throws InterruptedException {
        try {
            var answer = call(() -> matches("(x+x+)+\\1y", "x".repeat(40)), o -> o.withTimeout(Duration.ofSeconds(1)));
            System.out.println("it matches: " + answer);
        } catch (TaskTimedOut e) {
            System.out.println("stopped after " + e.limit().toSeconds() + " s in a regular expression: "
                    + e.stuckStack().contains("java.util.regex"));
        }
    }
}
