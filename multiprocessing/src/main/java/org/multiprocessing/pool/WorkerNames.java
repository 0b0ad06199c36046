package org.multiprocessing.pool;

import java.util.concurrent.atomic.AtomicInteger;

/** Names the workers of all pools of this JVM: {@code PoolWorker-1} and so on. */
final class WorkerNames {
    private static final AtomicInteger LAST = new AtomicInteger();

    private WorkerNames() {}

    static String next() {
        return "PoolWorker-" + LAST.incrementAndGet();
    }
}
