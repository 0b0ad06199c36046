package org.multiprocessing.pool;

import java.util.function.UnaryOperator;
import org.multiprocessing.internal.launch.Launcher;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.process.StartMethod;

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
        checkedSize(workers, "pool");
        prepare();
        return new ProcessPool(workers, (PoolOptionsImpl) options.apply(PoolOptionsImpl.DEFAULTS));
    }

    /**
     * Returns the pool that the program shares.
     *
     * @param method how its workers are started
     * @return the pool, made if there is none
     */
    public static Pool shared(StartMethod method) {
        prepare();
        return SharedPool.of(method);
    }

    private static void prepare() {
        if (!Session.isOpen()) {
            Launcher.prepare();
        }
    }

    static int checkedSize(int workers, String knob) {
        if (workers < 1) {
            throw new IllegalArgumentException(
                    "a pool of " + workers + " workers; " + knob + "(workers) takes at least 1");
        }
        return workers;
    }
}
