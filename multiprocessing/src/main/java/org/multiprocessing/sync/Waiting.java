package org.multiprocessing.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.shm.ReadySources;

/** Waits for several: asks each to wake this thread, looks once more, and sleeps. */
final class Waiting {
    private Waiting() {}

    static <W extends Waitable> List<W> forAny(Collection<? extends W> objects, long nanos)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Semaphore woken = new Semaphore(0);
        List<Runnable> arrangements = new ArrayList<>();
        try {
            for (W object : objects) { // first of all: what can never be ready is refused, whatever the others are
                arrangements.add(ReadySources.of(object).whenReady(object, woken::release));
            }
            long deadline = System.nanoTime() + Math.max(0, nanos); // or what is left would overflow
            List<W> ready = ready(objects);
            while (ready.isEmpty() && !objects.isEmpty()) {
                if (nanos == Long.MAX_VALUE) {
                    woken.acquire();
                } else if (!woken.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return ready(objects);
                }
                ready = ready(objects);
            }
            return ready;
        } finally {
            arrangements.forEach(Runnable::run);
        }
    }

    private static <W extends Waitable> List<W> ready(Collection<? extends W> objects) {
        List<W> ready = new ArrayList<>();
        for (W object : objects) {
            if (object.isReady()) {
                ready.add(object);
            }
        }
        return ready;
    }
}
