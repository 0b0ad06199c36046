package org.multiprocessing.pool;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.WorkerStarts;
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

    private final boolean threads;

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
        this.threads = WorkerStarts.answers().isThread(chosen);
        this.snapshot = WorkerStarts.answers().snapshot(chosen, options.initializer());
    }

    /** Returns whether the workers are threads of this JVM. */
    boolean makesThreads() {
        return threads;
    }

    WorkerHandle start() {
        WorkerChannel channel = WorkerChannel.create(session);
        try {
            Process process = new Process(
                            new WorkerLoop(channel.segmentName(), poolBell, options.initializer(), snapshot, threads),
                            this::processOptions)
                    .start();
            return new WorkerHandle(process, channel, threads);
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private ProcessOptions processOptions(ProcessOptions defaults) {
        ProcessOptions chosen = options.workerOptions()
                .apply(defaults.withName(WorkerNames.next()))
                .withDaemon(true);
        return snapshot == null ? chosen : chosen.withStartMethod(StartMethod.FORKSERVER);
    }
}
