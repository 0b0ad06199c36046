package org.multiprocessing.manager;

import java.util.HashMap;
import java.util.Map;

/**
 * Permits. Whoever comes takes what is there; whoever releases gives to those that wait, in their order, as far as it suffices. So those
 * that wait want more than there is, and are overtaken by those only who want less.
 */
final class HostedSemaphore extends Hosted implements SemaphoreService, ClientWatcher {
    /** What the ticket of one brings that gives its permit back even by dying. */
    private static final String HOLDS = "holds";

    private final int bound;
    private final Line line = new Line();
    private final Map<Long, Integer> heldByClient = new HashMap<>();
    private int permits;

    HostedSemaphore(int permits, int bound) {
        super("semaphore");
        this.permits = permits;
        this.bound = bound;
    }

    // ---- taking

    @Override
    public int acquire(int count, long nanos) throws InterruptedException {
        enterInterruptibly();
        try {
            int result = attempt(count);
            boolean waits = result == Ticket.BUSY && nanos > 0;
            return waits ? checked(line.await(new Ticket(this, count), nanos)) : result;
        } finally {
            leave();
        }
    }

    @Override
    public int acquireUninterruptibly(int count) {
        enter();
        try {
            checkHeard();
            int result = attempt(count);
            return result == Ticket.BUSY
                    ? checked(line.awaitUninterruptibly(new Ticket(this, count), () -> giveBack(count)))
                    : result;
        } finally {
            leave();
        }
    }

    @Override
    public int tryAcquire(int count) {
        enter();
        try {
            return attempt(count);
        } finally {
            leave();
        }
    }

    private int attempt(int count) {
        if (permits < count) {
            return Ticket.BUSY;
        }
        permits -= count;
        return Ticket.TAKEN;
    }

    @Override
    public int hold() throws InterruptedException {
        enterInterruptibly();
        try {
            return attempt(1) == Ticket.TAKEN ? held() : checked(line.await(holder(), Ticket.FOREVER));
        } finally {
            leave();
        }
    }

    @Override
    public int holdUninterruptibly() {
        enter();
        try {
            checkHeard();
            return attempt(1) == Ticket.TAKEN
                    ? held()
                    : checked(line.awaitUninterruptibly(holder(), this::giveHeldBack));
        } finally {
            leave();
        }
    }

    private int held() {
        heldByClient.merge(Owner.current().client(), 1, Integer::sum);
        return Ticket.TAKEN;
    }

    private Ticket holder() {
        Ticket ticket = new Ticket(this, 1);
        ticket.bring(HOLDS);
        return ticket;
    }

    // ---- giving back

    @Override
    public void release(int count) {
        enter();
        try {
            giveBack(count);
        } finally {
            leave();
        }
    }

    private void giveBack(int count) {
        checkRoom(count);
        permits += count;
        serve();
    }

    @Override
    public void releaseHeld() {
        enter();
        try {
            giveHeldBack();
        } finally {
            leave();
        }
    }

    private void giveHeldBack() {
        heldByClient.computeIfPresent(Owner.current().client(), (client, n) -> n == 1 ? null : n - 1);
        giveBack(1);
    }

    private void checkRoom(int count) {
        if (count > bound - permits) {
            throw new IllegalStateException(
                    "released too often: " + permits + " permits and " + count + " more would be above " + bound);
        }
    }

    /** Gives as many as there are to those that wait; one that needs more than there are keeps nobody else waiting. */
    private void serve() {
        for (Ticket ticket : line.all()) {
            if (permits == 0) {
                return;
            }
            if (attempt(ticket.amount()) == Ticket.TAKEN) {
                if (ticket.item() != null) {
                    heldByClient.merge(ticket.owner().client(), 1, Integer::sum);
                }
                line.call(ticket, Ticket.TAKEN);
            }
        }
    }

    @Override
    public int available() {
        enter();
        try {
            return permits;
        } finally {
            leave();
        }
    }

    @Override
    public int bound() {
        return bound;
    }

    // ---- ends

    @Override
    void ended() {
        line.callAll(Ticket.FREED);
    }

    @Override
    public void clientGone(long client, long pid, String name) {
        monitor().lock();
        try {
            line.forget(client);
            Integer held = heldByClient.remove(client);
            if (held != null) {
                permits = (int) Math.min(bound, (long) permits + held);
                serve();
            }
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        return String.valueOf(permits);
    }
}
