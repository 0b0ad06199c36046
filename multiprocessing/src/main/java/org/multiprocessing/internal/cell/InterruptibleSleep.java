package org.multiprocessing.internal.cell;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import org.multiprocessing.internal.os.Os;

/**
 * One sleep of a platform thread in a system call, which an interrupt ends: the JDK tells only channels of an interrupt, so
 * this is one.
 */
final class InterruptibleSleep extends AbstractInterruptibleChannel {
    private final Os os;
    private final Cell cell;
    private final int offset;

    InterruptibleSleep(Os os, Cell cell, int offset) {
        this.os = os;
        this.cell = cell;
        this.offset = offset;
    }

    /** Sleeps while the word holds {@code expected}; after an interrupt, the flag is set. Returns whether somebody has woken it. */
    boolean sleep(int expected, long nanos) {
        boolean woken = false;
        try {
            try {
                begin();
                woken = os.sleep(cell.address(offset), expected, nanos);
            } finally {
                end(true);
            }
        } catch (ClosedByInterruptException e) {
            // the flag says so, and the wake-up may have been meant for somebody else
        } catch (AsynchronousCloseException e) {
            throw new AssertionError("nobody else has a reference", e);
        }
        return woken;
    }

    /** Called by the thread that interrupts. The word must change, since the sleeper may not be asleep yet. */
    @Override
    protected void implCloseChannel() {
        cell.getAndAddInt(offset, 1);
        os.wake(cell.address(offset), Integer.MAX_VALUE);
    }
}
