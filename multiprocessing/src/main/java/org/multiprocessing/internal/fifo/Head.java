package org.multiprocessing.internal.fifo;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.FifoLayout;

/**
 * Where messages come out. Its state is loaded and committed under the take lock; a few of its numbers can be read without, by looking at
 * the version before and after.
 */
final class Head {
    /** What has a segment of its own, probably. */
    private static final long LARGE = 1 << 15;

    private final MemorySegment header;
    private final Segments segments;

    // what load() has found, and commit() will write
    private long version;
    private long segment;
    private long offset;
    private int entry;
    private int removed;
    private long count;
    private long done;
    private int actor;
    private int actorOpen;
    private int lost;

    /** How many messages were put, when this process looked last, or fewer. */
    private long known;

    private boolean hasLeftSegment;

    private final Look goneAt = this::goneAt;

    Head(MemorySegment header, Segments segments) {
        this.header = header;
        this.segments = segments;
    }

    static void begin(MemorySegment header, long firstSegment) {
        Words.putLong(header, FifoLayout.HEAD_SLOTS + FifoLayout.SLOT_SEGMENT, firstSegment);
    }

    private static long slot(long version) {
        return FifoLayout.HEAD_SLOTS + (version & 1) * FifoLayout.HEAD_SLOT_SIZE;
    }

    // ---- without the lock

    /** Reads something of the state in a slot. */
    private interface Look {
        long at(long slot);
    }

    /** Returns what a look has found that no change has come between. */
    private long look(Look look) {
        while (true) {
            long before = Words.look(header, FifoLayout.VERSION);
            long found = look.at(slot(before));
            VarHandle.acquireFence(); // what was read since, before the version is read again
            if (Words.look(header, FifoLayout.VERSION) == before) {
                return found;
            }
        }
    }

    /** Returns how many messages were taken or removed. */
    long gone() {
        return look(goneAt);
    }

    private long goneAt(long slot) {
        return Words.getLong(header, slot + FifoLayout.SLOT_COUNT)
                + Words.getInt(header, slot + FifoLayout.SLOT_REMOVED);
    }

    /** Returns the segment in which the first message is, or will be. */
    long segment() {
        return look(slot -> Words.getLong(header, slot + FifoLayout.SLOT_SEGMENT));
    }

    /** Returns how many messages were put and are not reported as done. */
    long unfinished() {
        return look(slot -> {
            long finished = Words.getLong(header, slot + FifoLayout.SLOT_DONE);
            return Tail.count(header) - finished;
        });
    }

    /** Returns how many messages were ever lost with those that had taken them. */
    int lost() {
        return (int) look(slot -> Words.getInt(header, slot + FifoLayout.SLOT_LOST));
    }

    /** Returns how many messages there are. */
    long size() {
        return look(slot -> {
            long gone = goneAt(slot);
            return Tail.count(header) - gone;
        });
    }

    /** Returns whether there was no message at some moment during the call. */
    boolean isEmpty() {
        long gone = gone(); // first: it never exceeds what was put
        return gone >= known && gone == Tail.count(header); // a look at what others write takes it away from them
    }

    // ---- under the take lock

    void load() {
        version = Words.look(header, FifoLayout.VERSION);
        long slot = slot(version);
        segment = Words.getLong(header, slot + FifoLayout.SLOT_SEGMENT);
        offset = Words.getLong(header, slot + FifoLayout.SLOT_OFFSET);
        entry = Words.getInt(header, slot + FifoLayout.SLOT_ENTRY);
        removed = Words.getInt(header, slot + FifoLayout.SLOT_REMOVED);
        count = Words.getLong(header, slot + FifoLayout.SLOT_COUNT);
        done = Words.getLong(header, slot + FifoLayout.SLOT_DONE);
        actor = Words.getInt(header, slot + FifoLayout.SLOT_ACTOR);
        actorOpen = Words.getInt(header, slot + FifoLayout.SLOT_ACTOR_OPEN);
        lost = Words.getInt(header, slot + FifoLayout.SLOT_LOST);
        hasLeftSegment = false;
        if (Words.getLong(header, FifoLayout.INTENT) == version + 1) {
            undoRemoval();
        }
    }

    /** Somebody died who had marked a message as removed, and not counted it. */
    private void undoRemoval() {
        int where = Words.getInt(header, FifoLayout.INTENT_ENTRY);
        new Frame(segments.memory(where), Words.getLong(header, FifoLayout.INTENT_OFFSET)).mark(false);
        Words.announce(header, FifoLayout.INTENT, 0);
    }

    private void commit() {
        VarHandle.releaseFence(); // the last version before this one's slot, which was that of the one before
        version++;
        long slot = slot(version);
        Words.putLong(header, slot + FifoLayout.SLOT_SEGMENT, segment);
        Words.putLong(header, slot + FifoLayout.SLOT_OFFSET, offset);
        Words.putInt(header, slot + FifoLayout.SLOT_ENTRY, entry);
        Words.putInt(header, slot + FifoLayout.SLOT_REMOVED, removed);
        Words.putLong(header, slot + FifoLayout.SLOT_COUNT, count);
        Words.putLong(header, slot + FifoLayout.SLOT_DONE, done);
        Words.putInt(header, slot + FifoLayout.SLOT_ACTOR, actor);
        Words.putInt(header, slot + FifoLayout.SLOT_ACTOR_OPEN, actorOpen);
        Words.putInt(header, slot + FifoLayout.SLOT_LOST, lost);
        Words.announce(header, FifoLayout.VERSION, version);
    }

    /** Goes to the first message, and returns it; null if there is none. */
    @Nullable
    Frame first() {
        while (isPut(count)) {
            Frame frame = new Frame(segments.memory(entry), offset);
            if (frame.isLink()) {
                segment++;
                entry = frame.linkedEntry();
                offset = 0;
                hasLeftSegment = true;
            } else if (frame.isRemoved()) {
                count++;
                removed--;
                offset += frame.size();
            } else {
                return frame;
            }
        }
        return null;
    }

    private boolean isPut(long index) {
        if (index >= known) {
            known = Tail.count(header);
        }
        return index < known;
    }

    /** Returns whether there is no message behind the one that was taken. */
    boolean isAtEnd() {
        return !isPut(count + removed);
    }

    /** Returns whether the first message was put before a number of others. */
    boolean isBefore(long end) {
        return count < end;
    }

    /** Takes the message to which {@link #first} went. */
    void take(Frame frame) {
        long size = frame.size();
        count++;
        offset += size;
        if (size >= LARGE) {
            first(); // if the next one is elsewhere, this memory can be used again from now on
        }
        commit();
    }

    /** Says who makes the next change, and how many messages it has then taken and not reported. */
    void setActor(int newActor, int open) {
        actor = newActor;
        actorOpen = open;
    }

    int actor() {
        return actor;
    }

    int actorOpen() {
        return actorOpen;
    }

    /** Counts messages as done, as part of the next change; returns false if fewer are unfinished. */
    boolean finish(int messages) {
        if (Tail.count(header) - done < messages) {
            return false;
        }
        done += messages;
        return true;
    }

    /** Counts messages as done and lost, as part of the next change: no more as done than are unfinished, whoever reported the others. */
    void lose(int messages) {
        done += Math.min(messages, Tail.count(header) - done);
        lost += messages;
    }

    /** Returns how many messages were put if all of them are done by the next change, or -1. */
    long allDone() {
        long put = Tail.count(header);
        return put == done ? put : -1;
    }

    /** Makes the change that was described, and nothing else. */
    void commitAccounts() {
        commit();
    }

    /** Returns whether the last change left a segment behind, whose memory can be used again. */
    boolean hasLeftSegment() {
        return hasLeftSegment;
    }

    int entry() {
        return entry;
    }

    /** Returns the next message at or behind a cursor that was put before a number of others; null if there is none. */
    @Nullable
    Frame next(Cursor cursor, long until) {
        if (cursor.index() <= count) { // if it is just this one, the cursor may be at the end of a segment that is left
            cursor.set(count, entry, offset);
        }
        while (cursor.index() < until && isPut(cursor.index())) {
            Frame frame = frame(cursor);
            if (frame.isLink()) {
                cursor.set(cursor.index(), frame.linkedEntry(), 0);
            } else if (frame.isRemoved()) {
                cursor.pass(frame);
            } else {
                return frame;
            }
        }
        return null;
    }

    /** Returns whether the message at a cursor is still there. */
    boolean has(Cursor cursor) {
        return cursor.index() >= count && !frame(cursor).isRemoved();
    }

    private Frame frame(Cursor cursor) {
        return new Frame(segments.memory(cursor.entry()), cursor.offset());
    }

    /** Removes the message at a cursor, which is there. */
    void remove(Cursor cursor) {
        Words.putInt(header, FifoLayout.INTENT_ENTRY, cursor.entry());
        Words.putLong(header, FifoLayout.INTENT_OFFSET, cursor.offset());
        Words.announce(header, FifoLayout.INTENT, version + 1);
        VarHandle.releaseFence(); // the intent before the mark
        frame(cursor).mark(true);
        removed++;
        commit();
    }
}
