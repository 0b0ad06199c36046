package org.multiprocessing.pool;

import java.util.function.UnaryOperator;
import org.multiprocessing.internal.launch.Launcher;
import org.multiprocessing.internal.shm.Session;

/** Makes pools; programs use the front door, {@code Multiprocessing.pool}. */
public final class Pools {
    private Pools() {}

    /**
     * Makes a pool and starts its workers.
     *
     * @param workers how many, at least 1
     * @param options changes the options
     * @return the pool
     */
    public static Pool create(int workers, UnaryOperator<PoolOptions> options) {
        if (workers < 1) {
            throw new IllegalArgumentException("a pool of " + workers + " workers; at least 1 is needed");
        }
        if (!Session.isOpen()) {
            Launcher.prepare();
        }
        return new ProcessPool(workers, (PoolOptionsImpl) options.apply(PoolOptionsImpl.DEFAULTS));
    }
}
