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
    /** A JVM whose heap is exhausted ends, even if the task catches that; an option of the user's may say otherwise. */
    private static final String END_WITHOUT_MEMORY = "-XX:+CrashOnOutOfMemoryError";

    private final Session session;
    private final CellHandle poolBell;
    private final PoolOptionsImpl options;

    /** Of the static state, taken once for all workers; null unless they are forked. */
    private final byte @Nullable [] snapshot;

    /** Fixed at the pool's creation: the default may change before a worker is replaced. */
    private final StartMethod method;

    private final @Nullable WorkerDuties duties;
    private final WorkerNames names;
    private final WorkerHeaps heaps = new WorkerHeaps();

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
        this.duties = options.duties();
        this.names = new WorkerNames(options.name());
        this.snapshot = ((WorkerStart) chosen).snapshot(duties == null ? null : duties.first());
    }

    /** Returns whether the workers are threads of this JVM. */
    boolean makesThreads() {
        return method == StartMethod.THREADS;
    }

    /**
     * Starts a worker.
     *
     * @param number its place in the pool
     * @param size how many the pool has
     */
    WorkerHandle start(int number, int size) {
        WorkerChannel channel = WorkerChannel.create(session);
        try {
            Process process = new Process(
                            new WorkerLoop(channel.segmentName(), poolBell, number, duties, snapshot, makesThreads()),
                            defaults -> processOptions(defaults, size))
                    .start();
            return new WorkerHandle(process, number, channel, makesThreads());
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private ProcessOptions processOptions(ProcessOptions defaults, int size) {
        ProcessOptions named = defaults.withName(names.next());
        if (makesThreads()) {
            return options.workerOptions().apply(named).withDaemon(true).withStartMethod(method);
        }
        ProcessOptions chosen = heaps.bounded(
                        options.workerOptions().apply(named.withJvmArguments(END_WITHOUT_MEMORY)), size)
                .withDaemon(true);
        return chosen.withStartMethod(
                snapshot == null ? method : StartMethod.FORKSERVER); // it has its snapshot already
    }
}
