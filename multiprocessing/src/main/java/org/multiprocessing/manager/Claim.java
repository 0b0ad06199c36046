package org.multiprocessing.manager;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Attachment;
import org.multiprocessing.internal.cell.Lease;
import org.multiprocessing.internal.serial.Pledge;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * What this process holds of a hosted object, so that the server keeps it: how often it has arrived by the link to the server, or the
 * hold of its lease in shared memory, or both. Given up when the proxy is released or unreachable; it must not refer to that.
 */
final class Claim implements Runnable {
    private final ServerLink link;
    private final long id;
    private int received;
    private @Nullable Lease lease;
    private @Nullable Attachment hold;

    /** How many messages there are that may be read at any time, and hold nothing themselves. */
    private int pledged;

    private volatile boolean released;

    Claim(ServerLink link, long id) {
        this.link = link;
        this.id = id;
    }

    boolean isReleased() {
        return released;
    }

    /** Notes that the object has come by the link once more; returns false if the claim is given up. */
    synchronized boolean addReceived() {
        if (released) {
            return false;
        }
        received++;
        return true;
    }

    /** Holds the lease that a message has brought, unless this process holds the object's lease already. */
    synchronized boolean addLease(Lease brought) {
        if (released) {
            return false;
        }
        if (hold == null || lease == null || lease.isFreed()) {
            hold = brought.hold();
            lease = brought;
        }
        return true;
    }

    /** Returns the lease by which the object travels, which this process holds. */
    synchronized Lease lease() {
        if (released) {
            throw new ObjectClosedException("released by this process");
        }
        Lease known = lease;
        while (known == null || hold == null || known.isFreed()) {
            Lease asked = Lease.of(link.control().lease(id));
            try {
                hold = asked.hold();
                lease = asked;
                known = asked;
            } catch (ObjectClosedException e) {
                known = null; // the last one that held it has let go just now; the server makes another one
            }
        }
        return known;
    }

    /** Keeps what this process holds until the pledge ends. */
    synchronized Pledge pledge() {
        pledged++;
        return new Repeated();
    }

    private synchronized void endPledge() {
        pledged--;
        if (released && pledged == 0) {
            giveUp(link::release);
        }
    }

    private interface Release {
        void release(long id, int count);
    }

    /** Gives up what this process holds, and waits until the server knows; does nothing the second time. */
    void release() {
        release(link::releaseNow);
    }

    private synchronized void release(Release how) {
        if (!released) {
            released = true;
            if (pledged == 0) {
                giveUp(how);
            }
        }
    }

    private void giveUp(Release how) {
        int count = received;
        received = 0;
        Attachment held = hold;
        hold = null;
        if (count > 0) {
            how.release(id, count);
        }
        if (held != null) {
            held.endHold();
        }
    }

    /** The proxy is unreachable; does not wait for the server. */
    @Override
    public void run() {
        release(link::release);
    }

    private final class Repeated implements Pledge {
        private boolean ended;

        @Override
        public synchronized void withdraw() {
            if (!ended) {
                ended = true;
                endPledge();
            }
        }

        @Override
        public void carriedBy(int cell, int generation, long index) {
            throw new IllegalStateException("a message in a queue is read once");
        }

        @Override
        public void goesToParent() {
            throw new IllegalStateException("a result is read once");
        }
    }
}
