package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.WorkerStart;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.process.StartMethod;

/** Makes workers: a channel, and a process that serves it. */
final class WorkerFactory {
    private final Session session;
    private final CellHandle poolBell;
    private final PoolOptionsImpl options;

    /** Of the static state, taken once for all workers; null unless they are forked. */
    private final byte @Nullable [] snapshot;

    /** Fixed at the pool's creation: the default may change before a worker is replaced. */
    private final StartMethod method;

    /**
     * Makes the factory of a pool.
     *
     * @param session the session of this JVM
     * @param poolBell where the workers ring
     * @param options the pool's options
     */
    WorkerFactory(Session session, CellHandle poolBell, PoolOptionsImpl options) {
        this.session = session;
        this.poolBell = poolBell;
        this.options = options;
        ProcessOptions chosen = options.workerOptions().apply(ProcessOptions.defaults());
        this.method = StartMethod.valueOf(((WorkerStart) chosen).startMethodName());
        this.snapshot = ((WorkerStart) chosen).snapshot(options.initializer());
    }

    /** Returns whether the workers are threads of this JVM. */
    boolean makesThreads() {
        return method == StartMethod.THREADS;
    }

    WorkerHandle start() {
        WorkerChannel channel = WorkerChannel.create(session);
        try {
            Process process = new Process(
                            new WorkerLoop(
                                    channel.segmentName(), poolBell, options.initializer(), snapshot, makesThreads()),
                            this::processOptions)
                    .start();
            return new WorkerHandle(process, channel, makesThreads());
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private ProcessOptions processOptions(ProcessOptions defaults) {
        ProcessOptions chosen = options.workerOptions()
                .apply(defaults.withName(WorkerNames.next()))
                .withDaemon(true);
        return chosen.withStartMethod(
                snapshot == null ? method : StartMethod.FORKSERVER); // it has its snapshot already
    }
}
