package org.multiprocessing.pool;

import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.process.Process;

/**
 * Makes workers: a channel, and a process that serves it.
 *
 * @param session the session of this JVM
 * @param poolBell where the workers ring
 * @param options the pool's options
 */
record WorkerFactory(Session session, CellHandle poolBell, PoolOptionsImpl options) {
    WorkerHandle start() {
        WorkerChannel channel = WorkerChannel.create(session);
        try {
            Process process = new Process(
                            new WorkerLoop(channel.segmentName(), poolBell, options.initializer()),
                            o -> options.workerOptions()
                                    .apply(o.withName(WorkerNames.next()))
                                    .withDaemon(true))
                    .start();
            return new WorkerHandle(process, channel);
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }
}
