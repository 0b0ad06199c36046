package org.multiprocessing.manager;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;

/** A meeting point. Those that come while an action runs are the next ones to meet. */
final class HostedBarrier extends Hosted implements BarrierService, ClientWatcher {
    private final int parties;
    private final @Nullable Action action;
    private final Line line = new Line();

    /** Those that have met, and wait for the action; the last one, who runs it, is not among them. */
    private final Line acting = new Line();

    /** Who runs the action, if one runs. */
    private @Nullable Owner runner;

    private boolean broken;
    private Death death = Death.NONE;

    HostedBarrier(int parties, @Nullable Action action) {
        super("barrier");
        this.parties = parties;
        this.action = action;
    }

    @Override
    public Meeting await(long nanos) throws InterruptedException {
        enter();
        try {
            if (broken) {
                return new Meeting(Ticket.BROKEN, 0, null);
            }
            int index = parties - 1 - line.size() % parties; // while an action runs, more may come than meet next
            Ticket ticket = new Ticket(this, index);
            line.add(ticket);
            goOn();
            int outcome = ticket.outcome() == Ticket.WAITING ? await(ticket, nanos) : ticket.outcome();
            return new Meeting(checked(outcome), index, outcome == Ticket.RUN_ACTION ? action : null);
        } finally {
            leave();
        }
    }

    /** Whoever does not wait any longer breaks it for the others. */
    private int await(Ticket ticket, long nanos) throws InterruptedException {
        int outcome = Ticket.WAITING;
        try {
            outcome = ticket.await(nanos);
        } catch (InterruptedException e) {
            if (ticket.outcome() == Ticket.WAITING) {
                breakUp();
                throw e;
            }
            Thread.currentThread().interrupt(); // too late, and kept
            outcome = ticket.outcome();
        }
        if (outcome != Ticket.WAITING) {
            return Line.answered(outcome);
        }
        breakUp();
        return Ticket.BUSY;
    }

    /** Lets all go on if all have come, and no action runs. */
    private void goOn() {
        if (line.size() < parties || runner != null) {
            return;
        }
        if (action == null) {
            line.callAll(Ticket.TAKEN);
            return;
        }
        List<Ticket> met = line.all().subList(0, parties);
        for (Ticket ticket : met.subList(0, parties - 1)) {
            line.remove(ticket);
            acting.add(ticket);
        }
        runner = met.getLast().owner();
        line.call(met.getLast(), Ticket.RUN_ACTION);
    }

    @Override
    public int actionEnded(boolean well) {
        enter();
        try {
            if (!Owner.current().equals(runner)) { // it was broken meanwhile
                return Ticket.BROKEN;
            }
            if (!well) {
                breakUp();
                return Ticket.BROKEN;
            }
            runner = null;
            acting.callAll(Ticket.TAKEN);
            goOn();
            return Ticket.TAKEN;
        } finally {
            leave();
        }
    }

    private void breakUp() {
        broken = true;
        dismiss();
    }

    private void dismiss() {
        runner = null;
        line.callAll(Ticket.BROKEN);
        acting.callAll(Ticket.BROKEN);
    }

    @Override
    public Death death() {
        enter();
        try {
            return death;
        } finally {
            leave();
        }
    }

    @Override
    public int parties() {
        enter();
        try {
            return parties;
        } finally {
            leave();
        }
    }

    @Override
    public int waiting() {
        enter();
        try {
            return line.size();
        } finally {
            leave();
        }
    }

    @Override
    public boolean isBroken() {
        enter();
        try {
            return broken;
        } finally {
            leave();
        }
    }

    @Override
    public void reset() {
        enter();
        try {
            dismiss();
            broken = false;
            death = Death.NONE;
        } finally {
            leave();
        }
    }

    @Override
    public void abort() {
        enter();
        try {
            breakUp();
        } finally {
            leave();
        }
    }

    @Override
    void ended() {
        line.callAll(Ticket.FREED);
        acting.callAll(Ticket.FREED);
    }

    @Override
    public void clientGone(long client, long pid, String name) {
        monitor().lock();
        try {
            int before = line.size() + acting.size();
            line.forget(client);
            acting.forget(client);
            boolean ran = runner != null && runner.client() == client;
            if (ran || line.size() + acting.size() < before) {
                death = new Death(pid, name);
                breakUp();
            }
        } finally {
            leave();
        }
    }

    @Override
    String content() {
        return broken ? "broken" : line.size() + " of " + parties;
    }
}
