package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Counts the deaths of workers within a time. All methods are called with the dispatcher's lock held. */
final class Brake {
    private final RestartLimit limit;
    private final long window;
    private final Deque<Long> times = new ArrayDeque<>();

    Brake(RestartLimit limit) {
        this.limit = limit;
        this.window = TimeUnit.NANOSECONDS.convert(limit.window());
    }

    /** Counts a death; returns whether there are more than the limit allows. */
    boolean isHitBy(long now) {
        times.add(now);
        while (now - times.element() > window) {
            times.remove();
        }
        return times.size() > limit.deaths();
    }

    /** Forgets the deaths so far. */
    void release() {
        times.clear();
    }

    /** Returns why the pool stops, in words. */
    String words() {
        return "after " + times.size() + " deaths of workers within " + limit.window();
    }

    RestartLimit limit() {
        return limit;
    }
}
