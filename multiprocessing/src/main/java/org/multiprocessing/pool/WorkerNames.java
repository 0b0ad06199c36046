package org.multiprocessing.pool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Names workers: {@code PoolWorker-1} and so on in all pools of this JVM, {@code NAME-1} and so on in one that has a name. */
final class WorkerNames {
    private static final AtomicInteger LAST = new AtomicInteger();

    private final String prefix;
    private final AtomicInteger last;

    WorkerNames(@Nullable String poolName) {
        this.prefix = poolName == null ? "PoolWorker" : poolName;
        this.last = poolName == null ? LAST : new AtomicInteger();
    }

    String next() {
        return prefix + "-" + last.incrementAndGet();
    }
}
