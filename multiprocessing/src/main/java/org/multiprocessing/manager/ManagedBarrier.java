package org.multiprocessing.manager;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.PartyDiedException;

/**
 * A barrier of a manager. Its action travels with it, and runs in the process of the last one to come.
 *
 * @param service the barrier
 * @param action the action, or null
 */
record ManagedBarrier(BarrierService service, @Nullable Action action) implements Barrier {
    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return index(meet(Ticket.FOREVER));
    }

    @Override
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        BarrierService.Meeting meeting = meet(unit.toNanos(timeout));
        if (meeting.outcome() == Ticket.BUSY) {
            throw new TimeoutException("not all " + getParties() + " parties have come within " + timeout + " " + unit);
        }
        return index(meeting);
    }

    /** Who comes interrupted breaks it for the others. */
    private BarrierService.Meeting meet(long nanos) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            service.abort();
            Client.checkInterrupted();
        }
        return service.await(nanos);
    }

    private int index(BarrierService.Meeting meeting) throws BrokenBarrierException {
        int outcome = meeting.outcome() == Ticket.RUN_ACTION ? run() : meeting.outcome();
        if (outcome == Ticket.TAKEN) {
            return meeting.index();
        }
        Death death = service.death();
        throw death.equals(Death.NONE)
                ? new BrokenBarrierException()
                : new PartyDiedException(death.pid(), death.name());
    }

    private int run() {
        boolean well = false;
        try {
            if (action != null) {
                action.run();
            }
            well = true;
        } finally {
            if (!well) {
                service.actionEnded(false);
            }
        }
        return service.actionEnded(true);
    }

    @Override
    public int getParties() {
        return service.parties();
    }

    @Override
    public int getNumberWaiting() {
        return service.waiting();
    }

    @Override
    public boolean isBroken() {
        return service.isBroken();
    }

    @Override
    public void reset() {
        service.reset();
    }

    @Override
    public void abort() {
        service.abort();
    }

    @Override
    public void free() {
        service.free();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagedBarrier barrier && barrier.service.equals(service);
    }

    @Override
    public int hashCode() {
        return service.hashCode();
    }

    @Override
    public String toString() {
        return Texts.of("Barrier", service);
    }
}
