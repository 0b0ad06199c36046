package org.multiprocessing.conformance.crash;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.conformance.support.Way;

/** Something whose clean-up goes wrong. */
final class Garbage {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int PAUSE_MILLIS = 5;

    private Garbage() {}

    /** Makes it, drops it, and waits until it has been cleaned up: for ever, unless that ends. */
    static void collect(Way way) throws InterruptedException {
        CountDownLatch cleaned = new CountDownLatch(1);
        drop(way, cleaned);
        do {
            System.gc();
        } while (!cleaned.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static void drop(Way way, CountDownLatch cleaned) {
        CLEANER.register(new Object(), () -> {
            try {
                way.take();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                cleaned.countDown();
            }
        });
    }
}
