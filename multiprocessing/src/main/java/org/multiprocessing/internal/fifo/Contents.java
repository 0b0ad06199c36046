package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What is in a fifo: looks at messages where they are, and removes them from anywhere. Nobody takes meanwhile. */
public final class Contents {
    private final Fifo fifo;
    private final Head head;
    private final MemorySegment header;
    private final @Nullable Accounts accounts;

    Contents(Fifo fifo, Head head, MemorySegment header, @Nullable Accounts accounts) {
        this.fifo = fifo;
        this.head = head;
        this.header = header;
        this.accounts = accounts;
    }

    /** Shows the first message without taking it; returns false if there is none. */
    public boolean peek(Reception reception) {
        fifo.ends().check(Ends.RECEIVE);
        fifo.takeLock().enter();
        try {
            head.load();
            Frame frame = head.first();
            if (frame == null) {
                return false;
            }
            reception.receive(frame);
            return true;
        } finally {
            fifo.takeLock().leave();
        }
    }

    /** Returns how many messages were ever put, for {@link #next}. */
    public long end() {
        fifo.ends().check(Ends.ANY);
        return Tail.count(header);
    }

    /**
     * Shows the next message behind a cursor, among those that were put before an {@linkplain #end end}.
     *
     * @return where it is, for {@link #remove}; null if there is none
     */
    public @Nullable Cursor next(Cursor cursor, long end, Reception reception) {
        fifo.ends().check(Ends.RECEIVE);
        fifo.takeLock().enter();
        try {
            head.load();
            Frame frame = head.next(cursor, end);
            if (frame == null) {
                return null;
            }
            reception.receive(frame);
            Cursor found = cursor.copy();
            cursor.pass(frame);
            return found;
        } finally {
            fifo.takeLock().leave();
        }
    }

    /** Removes a message in the middle; returns false if it is gone. */
    public boolean remove(Cursor place) {
        fifo.ends().check(Ends.RECEIVE);
        fifo.takeLock().enter();
        try {
            head.load();
            if (!head.has(place)) {
                return false;
            }
            if (accounts != null) {
                accounts.countTaken();
            }
            head.remove(place);
        } finally {
            fifo.takeLock().leave();
        }
        fifo.announceRoom(true);
        return true;
    }

    /**
     * Drops the first message, if it was put before an {@linkplain #end end}; in a joinable queue, it is done. {@link #dropped} is to be
     * called after the last one.
     */
    public boolean drop(long end, Reception reception) {
        fifo.ends().check(Ends.RECEIVE);
        if (!dropFirst(end, reception)) {
            return false;
        }
        fifo.announceRoom(true);
        return true;
    }

    /** Lets those know that messages were dropped whom that concerns. */
    public void dropped() {
        fifo.trim();
        if (accounts != null) {
            accounts.wakeJoiners();
        }
    }

    private boolean dropFirst(long end, Reception reception) {
        fifo.takeLock().enter();
        try {
            head.load();
            Frame frame = head.first();
            if (frame == null || !head.isBefore(end)) {
                return false;
            }
            reception.receive(frame);
            if (accounts == null) {
                head.take(frame);
            } else {
                accounts.countDropped();
                long all = head.allDone();
                head.take(frame);
                accounts.noteDone(all);
            }
            return true;
        } finally {
            fifo.takeLock().leave();
        }
    }
}
