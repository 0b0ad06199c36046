package org.multiprocessing.pool;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.multiprocessing.process.StartMethod;

/**
 * The pool that all parts of a program have in common: one for each start method. What would end it or change it for the others
 * has no effect or is refused.
 */
final class SharedPool extends ProcessPool {
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);
    private static final Map<StartMethod, SharedPool> POOLS = new EnumMap<>(StartMethod.class);

    private SharedPool(StartMethod method) {
        super(
                Runtime.getRuntime().availableProcessors(),
                PoolOptionsImpl.DEFAULTS
                        .withName("shared")
                        .withMaxIdle(MAX_IDLE)
                        .withWorkerOptions(w -> w.withStartMethod(method))
                        .startingOnDemand());
    }

    /** Returns the pool of a start method; makes it if there is none, or if it has stopped. */
    static Pool of(StartMethod method) {
        synchronized (POOLS) {
            SharedPool pool = POOLS.get(method);
            if (pool == null || pool.isShutdown()) {
                pool = new SharedPool(method);
                POOLS.put(method, pool);
            }
            return pool;
        }
    }

    @Override
    public void shutdown() {
        // it is not the caller's alone
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public void terminate() {
        // it is not the caller's alone
    }

    @Override
    public void close() {
        // it is not the caller's alone
    }

    @Override
    public void resize(int workers) {
        throw new UnsupportedOperationException("the shared pool, of " + size()
                + " workers, cannot be resized: others use it, too; make a pool of your own with pool(" + workers
                + ")");
    }
}
