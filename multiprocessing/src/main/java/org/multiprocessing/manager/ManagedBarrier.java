package org.multiprocessing.manager;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.serial.Action;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.PartyDiedException;

/** A barrier of a manager. Its action is sent to the last one to come, and runs there. */
record ManagedBarrier(BarrierService service) implements Barrier, Adaptor {
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
        try {
            return service.await(nanos);
        } catch (RemoteException e) {
            giveUp(e);
            throw e;
        }
    }

    /** Perhaps this thread was to run the action, which nobody else does; if it was not, this does nothing. */
    private void giveUp(RemoteException why) {
        try {
            service.actionEnded(false);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private int index(BarrierService.Meeting meeting) throws BrokenBarrierException {
        int outcome = meeting.action() != null ? run(meeting.action()) : meeting.outcome();
        if (outcome == Ticket.TAKEN) {
            return meeting.index();
        }
        Death death = service.death();
        throw death.equals(Death.NONE)
                ? new BrokenBarrierException()
                : new PartyDiedException(death.pid(), death.name());
    }

    private int run(Action action) {
        try {
            action.run();
        } catch (Throwable e) {
            try {
                service.actionEnded(false);
            } catch (RuntimeException other) {
                e.addSuppressed(other);
            }
            throw e;
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
    public String toString() {
        return Texts.of("Barrier", service);
    }
}
