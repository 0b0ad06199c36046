package org.multiprocessing.internal.cell;

import org.multiprocessing.internal.layout.SemaphoreLayout;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * One permit that a thread holds for the length of a {@code try} statement, in a cell of its own, so that it is given back if the
 * process dies.
 */
public final class Hold {
    private static final NodePool NODES = new NodePool(SlabLayout.KIND_HOLD);

    private final Cell node;
    private final Permits permits;

    private Hold(Cell node, Permits permits) {
        this.node = node;
        this.permits = permits;
    }

    /** Takes a permit; an interrupt ends the wait if that is wanted, and is kept otherwise. */
    public static Hold take(Permits permits, boolean interruptible) throws InterruptedException {
        Cell semaphore = permits.cell();
        Cell node = NODES.take(semaphore.home());
        node.putInt(SemaphoreLayout.HOLD_CELL, semaphore.number());
        node.putInt(SemaphoreLayout.HOLD_GENERATION, semaphore.generation());
        int stamp = nextStamp(node);
        node.setLong(SemaphoreLayout.HOLD, word(SemaphoreLayout.STATE_IDLE, stamp));
        boolean taken = false;
        try {
            permits.acquireHeld(stamp, interruptible);
            node.setLong(SemaphoreLayout.HOLD, word(SemaphoreLayout.STATE_HELD, 0));
            taken = true;
            return new Hold(node, permits);
        } finally {
            if (!taken) {
                node.setLong(SemaphoreLayout.HOLD, word(SemaphoreLayout.STATE_IDLE, 0));
                NODES.giveBack(node);
            }
        }
    }

    /** Gives the permit back; once. Returns false if others have released so often that there is no place for it. */
    public boolean end() {
        boolean given = permits.cell().isFreed() || giveBack(node, permits); // it may be something else's by now
        node.setLong(SemaphoreLayout.HOLD, word(SemaphoreLayout.STATE_IDLE, 0));
        NODES.giveBack(node);
        return given;
    }

    private static boolean giveBack(Cell node, Permits permits) {
        int stamp = nextStamp(node);
        node.setLong(SemaphoreLayout.HOLD, word(SemaphoreLayout.STATE_HELD, stamp));
        return permits.give(1, stamp);
    }

    /** Gives back what a dead process held; whoever does so may die in between, and another one goes on. */
    static void repair(Cells cells, Cell node) {
        long word = node.getLong(SemaphoreLayout.HOLD);
        int pending = (int) word;
        boolean held = (int) (word >> Integer.SIZE) == SemaphoreLayout.STATE_HELD;
        Cell semaphore = cells.at(node.getInt(SemaphoreLayout.HOLD_CELL));
        if (semaphore.kind() != SlabLayout.KIND_SEMAPHORE
                || semaphore.generation() != node.getInt(SemaphoreLayout.HOLD_GENERATION)) {
            return; // freed meanwhile
        }
        Permits permits = new Permits(semaphore);
        boolean changed = pending != 0 && permits.wasMade(pending, node);
        if (held != changed) {
            giveBack(node, permits);
        }
    }

    /** Tells a hold that its stamp was seen in the semaphore's word. */
    static void confirm(Cells cells, int stamp) {
        Cell node = cells.at(stamp >>> SemaphoreLayout.STAMP_COUNTER_BITS);
        if (node.kind() == SlabLayout.KIND_HOLD && (int) node.getLong(SemaphoreLayout.HOLD) == stamp) {
            node.setInt(SemaphoreLayout.CONFIRMED, stamp);
        }
    }

    /** Of the last stamp only the counter matters, which is kept in the word on which nobody sleeps here. */
    private static int nextStamp(Cell node) {
        if (!node.home().isShared()) {
            return 0; // nobody dies alone there
        }
        int mask = (1 << SemaphoreLayout.STAMP_COUNTER_BITS) - 1;
        int counter = node.getAndAddInt(SlabLayout.SEQUENCE, 1) & mask;
        int stamp = node.number() << SemaphoreLayout.STAMP_COUNTER_BITS | counter;
        return stamp != 0 ? stamp : nextStamp(node);
    }

    private static long word(int state, int pending) {
        return (long) state << Integer.SIZE | Integer.toUnsignedLong(pending);
    }
}
