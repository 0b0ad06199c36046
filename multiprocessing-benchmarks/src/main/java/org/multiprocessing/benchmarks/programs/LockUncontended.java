package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.lock;
import static org.multiprocessing.Multiprocessing.rlock;

import org.multiprocessing.sync.Lock;

/** Ours: takes and releases a lock that nobody else wants; nanoseconds for each time. */
public final class LockUncontended {
    private LockUncontended() {}

    /** Takes {@code lock}, {@code rlock} or {@code hold}, and how many times. */
    public static void main(String... arguments) throws Exception {
        Lock lock = arguments[0].equals("rlock") ? rlock() : lock();
        boolean hold = arguments[0].equals("hold");
        int times = Integer.parseInt(arguments[1]);
        Served.serve(() -> Served.nanosEach(times, () -> {
            if (hold) {
                holdAndClose(lock, times);
            } else {
                takeAndRelease(lock, times);
            }
        }));
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing stands between that could fail
    private static void takeAndRelease(Lock lock, int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            lock.unlock();
        }
    }

    private static void holdAndClose(Lock lock, int times) {
        for (int i = 0; i < times; i++) {
            lock.hold().close();
        }
    }
}
