package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Those that wait for one thing, in the order in which they came; used inside the monitor of the object. */
final class Line {
    private final Set<Ticket> tickets = new LinkedHashSet<>();

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    int size() {
        return tickets.size();
    }

    @Nullable
    Ticket first() {
        return tickets.isEmpty() ? null : tickets.iterator().next();
    }

    /** Returns all of them; a copy, so that they can be called. */
    List<Ticket> all() {
        return new ArrayList<>(tickets);
    }

    void add(Ticket ticket) {
        tickets.add(ticket);
    }

    boolean remove(Ticket ticket) {
        return tickets.remove(ticket);
    }

    void call(Ticket ticket, int outcome) {
        tickets.remove(ticket);
        ticket.call(outcome);
    }

    void callAll(int outcome) {
        all().forEach(ticket -> call(ticket, outcome));
    }

    /** Ends the waits of a client that is gone, so that nothing is given to it. */
    void forget(long client) {
        callOf(client, Ticket.GONE);
    }

    void callOf(long client, int outcome) {
        for (Ticket ticket : all()) {
            if (ticket.owner().client() == client) {
                call(ticket, outcome);
            }
        }
    }

    /** Waits in the line until the ticket is called, at most a time; {@link Ticket#BUSY} if that is over. */
    int await(Ticket ticket, long nanos) throws InterruptedException {
        tickets.add(ticket);
        try {
            int outcome = ticket.await(nanos);
            return outcome == Ticket.WAITING ? Ticket.BUSY : answered(outcome);
        } catch (InterruptedException e) {
            if (ticket.outcome() == Ticket.WAITING) {
                throw e;
            }
            Thread.currentThread().interrupt(); // too late, and kept
            return answered(ticket.outcome());
        } finally {
            tickets.remove(ticket);
        }
    }

    /** Waits in the line until the ticket is called. What comes when nobody waits for the answer any more is given back. */
    int awaitUninterruptibly(Ticket ticket, Runnable giveBack) {
        tickets.add(ticket);
        int outcome = answered(ticket.awaitUninterruptibly());
        if (!ticket.object().isHeard()) {
            tickets.remove(ticket);
            if (outcome == Ticket.TAKEN) {
                giveBack.run();
            }
            ticket.object().checkHeard();
        }
        return outcome;
    }

    /** Ends the call if nobody will hear the answer. */
    static int answered(int outcome) {
        if (outcome == Ticket.GONE) {
            throw new CancellationException("the client is gone");
        }
        return outcome;
    }
}
