package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.time.Duration;
import org.multiprocessing.pool.TaskTimedOut;

/** Stops a regular expression that would run for years, and says where it was. */
class StopATask {
    static boolean matches(String regex, String text) {
        return text.matches(regex);
    }

    static void main() throws InterruptedException {
        try {
            var answer = call(() -> matches("(x+x+)+\\1y", "x".repeat(40)), o -> o.withTimeout(Duration.ofSeconds(1)));
            IO.println("it matches: " + answer);
        } catch (TaskTimedOut e) {
            IO.println("stopped after " + e.limit().toSeconds() + " s in a regular expression: "
                    + e.stuckStack().contains("java.util.regex"));
        }
    }
}
