package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.StartMethod;

/** What one run of a scenario is given: chance, time, a start method; and where it says what it has done. */
final class Chaos {
    private static final List<StartMethod> METHODS = List.of(
            StartMethod.FORKSERVER,
            StartMethod.FORKSERVER,
            StartMethod.FORKSERVER,
            StartMethod.SPAWN,
            StartMethod.FORK);
    private static final int SHORTEST_SECONDS = 3;
    private static final int LONGEST_SECONDS = 15;

    private final Random random;
    private final StartMethod method;
    private final long end;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    Chaos(long seed) {
        this.random = new Random(seed);
        this.method = pick(METHODS);
        this.end = System.nanoTime()
                + Duration.ofSeconds(between(SHORTEST_SECONDS, LONGEST_SECONDS)).toNanos();
    }

    /** Returns whether it is time to come to an end. */
    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    /** Returns the context whose processes are to be used. */
    Context context() {
        return Multiprocessing.context(method);
    }

    /** Returns chance for another thread or process. */
    long seed() {
        return random.nextLong();
    }

    /** Returns chance. */
    Random random() {
        return random;
    }

    /** Returns a number between two others, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Returns true once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Returns one of some. */
    <T> T pick(List<? extends T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Lets a random time pass. */
    void pass(Duration most) {
        Delays.pass(Duration.ofNanos((long) (most.toNanos() * random.nextDouble())));
    }

    /** Notes that something was done so many times. */
    synchronized void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** Returns what was done, in words. */
    synchronized String done() {
        StringBuilder text = new StringBuilder(method.name().toLowerCase(java.util.Locale.ROOT));
        counts.forEach(
                (what, times) -> text.append(", ").append(times).append(' ').append(what));
        return text.toString();
    }
}
