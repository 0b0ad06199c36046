package org.multiprocessing.manager;

import java.util.HashMap;
import java.util.Map;

/** What is not done of a joinable queue, and by whom it was taken; used inside the monitor of the queue. */
final class Account {
    private final HostedQueue queue;
    private final Line joiners = new Line();
    private final Map<Long, Long> takenByClient = new HashMap<>();
    private long unfinished;
    private long lostPid;
    private int lost;

    Account(HostedQueue queue) {
        this.queue = queue;
    }

    Line joiners() {
        return joiners;
    }

    long unfinished() {
        return unfinished;
    }

    void put() {
        unfinished++;
    }

    void taken(long client, int count) {
        if (count > 0) {
            takenByClient.merge(client, (long) count, Long::sum);
        }
    }

    void putBack(long client, int count) {
        takenByClient.computeIfPresent(client, (key, taken) -> taken <= count ? null : taken - count);
    }

    /** What is dropped is done. */
    void dropped(long count) {
        unfinished = Math.max(0, unfinished - count);
        if (unfinished == 0) {
            joiners.callAll(Ticket.TAKEN);
        }
    }

    boolean taskDone(long client) {
        if (unfinished == 0) {
            return false;
        }
        takenByClient.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        dropped(1);
        return true;
    }

    int join(long nanos) throws InterruptedException {
        if (unfinished == 0) {
            return Ticket.TAKEN;
        }
        return nanos <= 0 ? Ticket.BUSY : joiners.await(new Ticket(queue, 1), nanos);
    }

    /** Tells once of what the dead have taken with them. */
    QueueService.Joined report() {
        QueueService.Joined joined = new QueueService.Joined(Ticket.TAKEN, lostPid, lost);
        lost = 0;
        return joined;
    }

    /** What it has taken and not reported counts as done, since nobody else will report it. */
    void clientGone(long client, long pid) {
        Long open = takenByClient.remove(client);
        if (open != null && unfinished > 0) {
            lost += (int) Math.min(open, unfinished);
            lostPid = pid;
            dropped(open);
        }
    }
}
