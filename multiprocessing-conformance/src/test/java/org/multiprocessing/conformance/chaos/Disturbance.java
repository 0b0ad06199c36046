package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Unix;

/** What concerns all scenarios of a round: processors that are busy, processes of the tree that are stopped for a while. */
final class Disturbance implements AutoCloseable {
    private static final int MOST_HOGS = 4;
    private static final int LONGEST_STOP_MILLIS = 1_500;
    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final List<Process> hogs = new ArrayList<>();
    private final Random random;
    private final Thread stopper;
    private volatile boolean over;
    private volatile Exception failure;

    private Disturbance(int hogCount, boolean stops, Random random) throws Exception {
        this.random = random;
        for (int i = 0; i < hogCount; i++) {
            hogs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
        this.stopper =
                stops ? Thread.ofPlatform().daemon().name("chaos-stopper").start(this::stopSome) : null;
    }

    static Disturbance draw(Random random) throws Exception {
        int hogs = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_HOGS) : 0;
        boolean stops = random.nextInt(3) == 0;
        return new Disturbance(hogs, stops, new Random(random.nextLong()));
    }

    /** Also those that boot, stand by, or end. */
    private void stopSome() {
        try {
            while (!over) {
                List<ProcessHandle> all = ProcessHandle.current()
                        .descendants()
                        .filter(process -> hogs.stream().noneMatch(hog -> hog.pid() == process.pid()))
                        .toList();
                if (!all.isEmpty()) {
                    long pid = all.get(random.nextInt(all.size())).pid();
                    Unix.signal("STOP", pid);
                    Delays.pass(Duration.ofMillis(random.nextInt(random.nextInt(1, LONGEST_STOP_MILLIS))));
                    Unix.signal("CONT", pid);
                }
                Delays.pass(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Process hog : hogs) {
                hog.destroyForcibly().waitFor();
            }
            if (stopper != null) {
                stopper.join();
            }
        } catch (InterruptedException e) {
            throw new Violation("nobody interrupts a round", e);
        }
        if (failure != null) {
            throw new Violation("the disturbance of the round has failed", failure);
        }
    }

    @Override
    public String toString() {
        return (hogs.isEmpty() ? "" : "; " + hogs.size() + " hogs") + (stopper == null ? "" : "; stops");
    }
}
