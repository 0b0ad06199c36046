package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Pools;
import org.multiprocessing.process.StartMethod;

/**
 * The threads by which this process gives tasks to a pool in a server; the same for all its proxies of that pool. What waits or runs in
 * them refers to the pool, so they end only when there is nothing to do and nobody could give them anything.
 */
final class PoolFront {
    private @Nullable Pool threads;

    static PoolFront of(PoolService service) {
        RemoteObject remote = RemoteObject.of(service);
        return remote != null ? remote.front() : ((HostedPool) service).front();
    }

    /** Returns the threads, which are made when they are needed first: a pool that is only passed on has none. */
    synchronized Pool threads(PoolService service) {
        Pool known = threads;
        if (known == null) {
            known = Pools.create(service.size(), o -> o.withWorkerOptions(w -> w.withStartMethod(StartMethod.THREADS)));
            threads = known;
            ServerLink.cleaner().register(this, known::shutdown);
        }
        return known;
    }

    /** Returns the threads if there are any. */
    synchronized @Nullable Pool known() {
        return threads;
    }

    /** Takes nothing any more. */
    void end() {
        Pool known = known();
        if (known != null) {
            known.shutdown();
        }
    }
}
