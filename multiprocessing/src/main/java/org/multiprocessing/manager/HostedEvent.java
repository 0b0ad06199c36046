package org.multiprocessing.manager;

/** A flag; all that wait when it is set go on. */
final class HostedEvent extends Hosted implements EventService, ClientWatcher {
    private final Line line = new Line();
    private boolean set;

    HostedEvent() {
        super("event");
    }

    @Override
    public void set() {
        enter();
        try {
            set = true;
            line.callAll(Ticket.TAKEN);
        } finally {
            leave();
        }
    }

    @Override
    public void clear() {
        enter();
        try {
            set = false;
        } finally {
            leave();
        }
    }

    @Override
    public boolean isSet() {
        enter();
        try {
            return set;
        } finally {
            leave();
        }
    }

    @Override
    public boolean await(long nanos) throws InterruptedException {
        enter();
        try {
            return set || (nanos > 0 && checked(line.await(new Ticket(this, 1), nanos)) == Ticket.TAKEN);
        } finally {
            leave();
        }
    }

    @Override
    void ended() {
        line.callAll(Ticket.FREED);
    }

    @Override
    public void clientGone(long client, long pid, String name) {
        monitor().lock();
        try {
            line.forget(client);
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        return set ? "set" : "not set";
    }
}
