package org.multiprocessing.manager;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;

/** A queue of a manager that counts what is not done. */
record ManagedJoinableQueue<E>(QueueService service) implements ManagedQueueing<E>, JoinableQueue<E> {
    @Override
    public void taskDone() {
        if (!service.taskDone()) {
            throw new IllegalStateException("taskDone() was called more often than items were put");
        }
    }

    @Override
    public void join() throws InterruptedException {
        join(Ticket.FOREVER);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return join(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean join(long nanos) throws InterruptedException {
        Client.checkInterrupted();
        QueueService.Joined joined = service.join(nanos);
        if (joined.lost() > 0) {
            throw new ConsumerDiedException(joined.pid(), joined.lost());
        }
        return joined.outcome() == Ticket.TAKEN;
    }

    @Override
    public long unfinished() {
        return service.unfinished();
    }

    @Override
    public String toString() {
        return text();
    }
}
