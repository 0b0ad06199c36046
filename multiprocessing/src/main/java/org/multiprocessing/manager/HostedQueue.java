package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * A queue. Whoever puts gives the item to one that waits for it, and whoever takes puts the item of one that waits for room: nobody
 * overtakes those that wait.
 */
final class HostedQueue extends Hosted implements QueueService, ClientWatcher {
    private final int capacity;

    /** By number, in their order. */
    private final LinkedHashMap<Long, Object> items = new LinkedHashMap<>();

    private final Line takers = new Line();
    private final Line putters = new Line();

    /** Those that wait until taking would not wait, and take nothing. */
    private final Line watchers = new Line();

    private final Account account = new Account(this);
    private final Set<Long> closedBy = new HashSet<>();
    private long nextNumber;
    private boolean shutDown;

    HostedQueue(int capacity) {
        super("queue");
        this.capacity = capacity;
    }

    /** Enters the monitor, unless the queue was freed, or the caller has closed it. */
    private long begin() {
        enter();
        return leaveIfClosed();
    }

    /** Enters it for a wait. */
    private void beginInterruptibly() throws InterruptedException {
        enterInterruptibly();
        leaveIfClosed();
    }

    private long leaveIfClosed() {
        long client = Owner.current().client();
        if (closedBy.contains(client)) {
            leave();
            throw closedHere();
        }
        return client;
    }

    private static ObjectClosedException closedHere() {
        return new ObjectClosedException("the queue was closed in this process");
    }

    private int ended(int outcome) {
        if (outcome == Ticket.CLOSED) {
            throw closedHere();
        }
        return checked(outcome);
    }

    // ---- putting

    @Override
    public int put(Object item, long nanos) throws InterruptedException {
        beginInterruptibly();
        try {
            int result = attempt(item);
            if (result != Ticket.BUSY || nanos <= 0) {
                return result;
            }
            Ticket ticket = new Ticket(this, 1);
            ticket.bring(item);
            return ended(putters.await(ticket, nanos));
        } finally {
            leave();
        }
    }

    @Override
    public int offer(List<Object> all) {
        begin();
        try {
            int done = 0;
            for (Object item : all) {
                int result = attempt(item);
                if (result != Ticket.TAKEN) {
                    return result == Ticket.BUSY ? done : -result;
                }
                done++;
            }
            return done;
        } finally {
            leave();
        }
    }

    private int attempt(Object item) {
        if (shutDown) {
            return Ticket.SHUT_DOWN;
        }
        if (items.size() >= capacity) {
            return Ticket.BUSY;
        }
        insert(item);
        return Ticket.TAKEN;
    }

    private void insert(Object item) {
        account.put();
        Ticket taker = takers.first();
        if (taker != null) {
            taker.bring(item);
            account.taken(taker.owner().client(), 1);
            takers.call(taker, Ticket.TAKEN);
        } else {
            items.put(nextNumber++, item);
            watchers.callAll(Ticket.TAKEN);
        }
    }

    // ---- taking

    @Override
    public Taken take(long nanos) throws InterruptedException {
        beginInterruptibly();
        try {
            Taken there = attempt();
            if (there.outcome() != Ticket.BUSY || nanos <= 0) {
                return there;
            }
            Ticket ticket = new Ticket(this, 1);
            int outcome = ended(takers.await(ticket, nanos));
            return new Taken(outcome, ticket.item());
        } finally {
            leave();
        }
    }

    @Override
    public Taken poll() {
        begin();
        try {
            return attempt();
        } finally {
            leave();
        }
    }

    private Taken attempt() {
        if (items.isEmpty()) {
            return new Taken(shutDown ? Ticket.SHUT_DOWN : Ticket.BUSY, null);
        }
        Object item = removeFirst().item();
        account.taken(Owner.current().client(), 1);
        return new Taken(Ticket.TAKEN, item);
    }

    private Entry removeFirst() {
        Map.Entry<Long, Object> first = items.firstEntry();
        items.remove(first.getKey());
        refill();
        return new Entry(first.getKey(), first.getValue());
    }

    /** Puts the items of those that wait for room. */
    private void refill() {
        Ticket putter = putters.first();
        while (putter != null && items.size() < capacity) {
            insert(Objects.requireNonNull(putter.item()));
            putters.call(putter, Ticket.TAKEN);
            putter = putters.first();
        }
    }

    @Override
    public List<Entry> drain(int most) {
        long client = begin();
        try {
            int count = Math.min(items.size(), most); // what is put by those that wait for room is not there now
            List<Entry> taken = new ArrayList<>();
            while (taken.size() < count) {
                taken.add(removeFirst());
            }
            account.taken(client, taken.size());
            return taken;
        } finally {
            leave();
        }
    }

    @Override
    public void putBack(List<Entry> entries) {
        long client = begin();
        try {
            entries.reversed().forEach(entry -> items.putFirst(entry.number(), entry.item()));
            account.putBack(client, entries.size());
            while (!items.isEmpty() && takers.first() != null) {
                Ticket taker = Objects.requireNonNull(takers.first());
                taker.bring(removeFirst().item());
                account.taken(taker.owner().client(), 1);
                takers.call(taker, Ticket.TAKEN);
            }
            if (!items.isEmpty()) {
                watchers.callAll(Ticket.TAKEN);
            }
        } finally {
            leave();
        }
    }

    @Override
    public List<Long> remove(List<Long> numbers) {
        long client = begin();
        try {
            List<Long> removed = new ArrayList<>();
            for (Long number : numbers) {
                if (items.remove(number) != null) {
                    removed.add(number);
                }
            }
            account.taken(client, removed.size());
            refill();
            return removed;
        } finally {
            leave();
        }
    }

    @Override
    public void clear() {
        begin();
        try {
            account.dropped(items.size());
            items.clear();
            refill();
        } finally {
            leave();
        }
    }

    // ---- looking

    @Override
    public @Nullable Object peek() {
        begin();
        try {
            return items.isEmpty() ? null : items.values().iterator().next();
        } finally {
            leave();
        }
    }

    @Override
    public List<Entry> entries() {
        begin();
        try {
            List<Entry> entries = new ArrayList<>(items.size());
            items.forEach((number, item) -> entries.add(new Entry(number, item)));
            return entries;
        } finally {
            leave();
        }
    }

    @Override
    public int size() {
        begin();
        try {
            return items.size();
        } finally {
            leave();
        }
    }

    @Override
    public int capacity() {
        begin();
        try {
            return capacity;
        } finally {
            leave();
        }
    }

    @Override
    public boolean isReady() {
        begin();
        try {
            return shutDown || !items.isEmpty();
        } finally {
            leave();
        }
    }

    @Override
    public void awaitReady() throws InterruptedException {
        begin();
        try {
            if (!shutDown && items.isEmpty()) {
                ended(watchers.await(new Ticket(this, 1), Ticket.FOREVER));
            }
        } finally {
            leave();
        }
    }

    // ---- joining

    @Override
    public boolean taskDone() {
        long client = begin();
        try {
            return account.taskDone(client);
        } finally {
            leave();
        }
    }

    @Override
    public Joined join(long nanos) throws InterruptedException {
        beginInterruptibly();
        try {
            int outcome = ended(account.join(nanos));
            return outcome == Ticket.TAKEN ? account.report() : new Joined(outcome, 0, 0);
        } finally {
            leave();
        }
    }

    @Override
    public long unfinished() {
        begin();
        try {
            return account.unfinished();
        } finally {
            leave();
        }
    }

    // ---- ends

    @Override
    public void shutdown() {
        begin();
        try {
            shutDown = true;
            putters.callAll(Ticket.SHUT_DOWN);
            takers.callAll(Ticket.SHUT_DOWN);
            watchers.callAll(Ticket.TAKEN);
        } finally {
            leave();
        }
    }

    @Override
    public boolean isShutdown() {
        begin();
        try {
            return shutDown;
        } finally {
            leave();
        }
    }

    private List<Line> lines() {
        return List.of(putters, takers, watchers, account.joiners());
    }

    @Override
    public void close() {
        monitor().lock();
        try {
            long client = Owner.current().client();
            if (!isFreed() && closedBy.add(client)) {
                lines().forEach(line -> line.callOf(client, Ticket.CLOSED));
            }
        } finally {
            leave();
        }
    }

    @Override
    public boolean isClosed() {
        monitor().lock();
        try {
            return isFreed() || closedBy.contains(Owner.current().client());
        } finally {
            leave();
        }
    }

    @Override
    void ended() {
        lines().forEach(line -> line.callAll(Ticket.FREED));
        items.clear();
    }

    @Override
    public void clientGone(long client, long pid, String name) {
        monitor().lock();
        try {
            if (!isFreed()) {
                lines().forEach(line -> line.forget(client));
                closedBy.remove(client);
                account.clientGone(client, pid);
            }
        } finally {
            leave();
        }
    }

    /** Not the items: they may be anything, and what they say of themselves is none of the server's business. */
    @Override
    String content() {
        return items.size() + " items";
    }
}
