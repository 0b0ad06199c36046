package org.multiprocessing.manager;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.internal.shm.ReadySources;
import org.multiprocessing.sync.Event;

/** An event of a manager. */
record ManagedEvent(EventService service) implements Event, Adaptor, ReadySources.Announcing {
    @Override
    public void set() {
        service.set();
    }

    @Override
    public void clear() {
        service.clear();
    }

    @Override
    public boolean isSet() {
        return service.isSet();
    }

    @Override
    public void await() throws InterruptedException {
        Client.checkInterrupted();
        service.await(Ticket.FOREVER);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        Client.checkInterrupted();
        return service.await(unit.toNanos(timeout));
    }

    @Override
    public Runnable whenReady(Runnable wake) {
        return RemoteWatch.begin(() -> service.await(Ticket.FOREVER), wake);
    }

    @Override
    public void free() {
        service.free();
    }

    @Override
    public String toString() {
        return Texts.of("Event", service);
    }
}
