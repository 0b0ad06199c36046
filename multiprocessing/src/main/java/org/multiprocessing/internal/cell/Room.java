package org.multiprocessing.internal.cell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads of this JVM are parked that wait for one word: in the kernel they would pin their carriers. One platform
 * thread sleeps for all of them, and ends once nobody was here for a second.
 */
final class Room {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SharedCells cells;
    private final Cell cell;
    private final int offset;
    private final boolean together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Guest> guests = new ArrayDeque<>();
    private @Nullable Thread keeper;

    Room(SharedCells cells, Cell cell, int offset, boolean together) {
        this.cells = cells;
        this.cell = cell;
        this.offset = offset;
        this.together = together;
    }

    /** Returns whether it was woken. */
    boolean sleep(int expected, long nanos, boolean interruptible) {
        Guest guest = enter(expected);
        if (guest == null) {
            return false;
        }
        guest.park(this, nanos, interruptible);
        leave(guest);
        return guest.isWoken();
    }

    private @Nullable Guest enter(int expected) {
        lock.lock();
        try {
            if (cell.getInt(offset) != expected) {
                return null;
            }
            Guest guest = new Guest();
            guests.addLast(guest);
            if (keeper == null) {
                keeper = Thread.ofPlatform()
                        .daemon()
                        .name("multiprocessing-waiter-" + cell.number())
                        .start(() -> keep(expected));
            }
            return guest;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Guest guest) {
        if (!guest.isWoken()) {
            lock.lock();
            try {
                guests.remove(guest);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The platform thread: whenever the word has grown, it wakes as many as it has grown by. */
    private void keep(int expected) {
        int seen = expected;
        long idleSince = System.nanoTime();
        while (true) {
            cells.sleep(cell, offset, seen, IDLE_NANOS, Sleep.SOUND);
            int now = cell.getInt(offset);
            boolean unwanted = now != seen && wake(now - seen) == 0;
            seen = now;
            if (unwanted) {
                // Nobody is here any more, and all others believe that somebody is on its way.
                new WaitQueue(cell).handOn();
            }
            if (!isEmpty()) {
                idleSince = System.nanoTime();
            } else if ((unwanted || System.nanoTime() - idleSince > IDLE_NANOS) && retire()) {
                return;
            }
        }
    }

    private int wake(int growth) {
        lock.lock();
        try {
            int count = together || growth < 0 ? guests.size() : Math.min(growth, guests.size());
            for (int i = 0; i < count; i++) {
                guests.removeFirst().wake();
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return guests.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the keeping unless somebody has come meanwhile. */
    private boolean retire() {
        lock.lock();
        try {
            if (!guests.isEmpty()) {
                return false;
            }
            keeper = null;
            cells.close(this, cell, offset);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
