package org.multiprocessing.manager;

import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Pools;
import org.multiprocessing.serial.Call;

/** A pool whose workers are children of the server. It ends when nobody can give it anything any more. */
final class HostedPool implements PoolService, Droppable {
    private final Pool pool;
    private final Cleaner.Cleanable end;

    /** For objects of the server that use it. */
    private final PoolFront front = new PoolFront();

    HostedPool(int workers) {
        Pool made = Pools.create(workers, UnaryOperator.identity());
        this.pool = made;
        this.end = ServerLink.cleaner().register(this, () -> Thread.startVirtualThread(made::terminate));
    }

    PoolFront front() {
        return front;
    }

    @Override
    public void dropped() {
        end.clean();
    }

    @Override
    public @Nullable Object run(Call<?> task) throws InterruptedException {
        return pool.apply(task);
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long nanos) throws InterruptedException {
        return pool.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void terminate() {
        pool.terminate();
    }
}
