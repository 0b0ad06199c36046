package org.multiprocessing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.multiprocessing.internal.log.Log;

/** Carries one stream of a child to its place line by line, and keeps the last lines. */
final class LinePump {
    private static final int KEPT_LINES = 20;
    private static final int KEPT_LENGTH = 500;

    private final Consumer<String> place;
    private final Predicate<String> isNoise;
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private LinePump(Consumer<String> place, Predicate<String> isNoise) {
        this.place = place;
        this.isNoise = isNoise;
    }

    static LinePump start(String name, InputStream stream, Consumer<String> place) {
        return start(name, stream, place, line -> false);
    }

    /** Leaves lines out that are not the child's. */
    static LinePump start(String name, InputStream stream, Consumer<String> place, Predicate<String> isNoise) {
        LinePump pump = new LinePump(place, isNoise);
        Thread.ofPlatform().daemon().name(name).start(() -> pump.run(stream));
        return pump;
    }

    private void run(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isNoise.test(line)) {
                    keep(line);
                    deliver(line);
                }
            }
        } catch (IOException e) {
            keep("(the rest of the stream is lost: " + e.getMessage() + ")");
        } finally {
            ended.countDown();
        }
    }

    /** A consumer of the user's that fails must not stop the reading: the child would block on a full pipe. */
    private void deliver(String line) {
        try {
            place.accept(line);
        } catch (Exception | Error e) {
            Log.log(System.Logger.Level.WARNING, "a consumer of a child's output failed", e);
        }
    }

    private void keep(String line) {
        synchronized (tail) {
            if (tail.size() == KEPT_LINES) {
                tail.removeFirst();
            }
            tail.add(line.length() > KEPT_LENGTH ? line.substring(0, KEPT_LENGTH) + "..." : line);
        }
    }

    /** Waits for the end of the stream, but not long: a grandchild may hold it open. */
    void awaitEnd(long millis) throws InterruptedException {
        ended.await(millis, TimeUnit.MILLISECONDS);
    }

    List<String> tail() {
        synchronized (tail) {
            return List.copyOf(tail);
        }
    }
}
