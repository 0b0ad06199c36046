package org.multiprocessing.internal.cell;

import java.util.function.BooleanSupplier;
import org.multiprocessing.internal.layout.SlabLayout;

/**
 * Where threads of any process wait until a cell has changed: an event count on which they sleep, with a bound on overtaking.
 *
 * <p>Who waits reads the sequence number, says that somebody waits, looks at the primitive, and sleeps while the number is the
 * same. Who changes the primitive does so first, then sees whether somebody waits, and if so makes the number grow and wakes one.
 * Both steps are volatile, so one of them sees the other. Nothing here names a sleeper, so a dead one leaves nothing behind but
 * a wake-up that it may have consumed, which {@link Repair} hands on.
 *
 * <p>Newcomers may take what they find open. But one that was woken and comes too late claims to be the next: from then on all others
 * wait, until it has entered. Between its being woken and its claim, at most {@link #OVERTAKING} newcomers pass.
 */
public final class WaitQueue {
    /** How many newcomers may pass one that has been woken, until nobody may. */
    static final int OVERTAKING = 1000;

    /** What an attempt says if there is nothing to take yet; more than 0 means taken, less that waiting is useless. */
    public static final int WAIT = 0;

    /** What {@link #await} says if the time is over. */
    public static final int TIMED_OUT = -1;

    /** As a time: without limit. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** By how much a word grows when all are meant: no process has more threads that sleep on it. */
    static final int EVERYBODY = 1 << 20;

    private final Cell cell;

    public WaitQueue(Cell cell) {
        this.cell = cell;
    }

    /** Tries to take what is waited for. */
    public interface Attempt {
        /**
         * Returns {@link #WAIT}, or what {@link WaitQueue#await} is to return.
         *
         * @param mayTake whether it is the caller's turn; otherwise it may only find out that waiting is useless
         */
        int attempt(boolean mayTake);
    }

    /** Returns whether a newcomer may take what it finds open, without further ado. */
    public boolean isOpen() {
        return cell.getInt(SlabLayout.NEXT) == 0;
    }

    /** Waits until an attempt succeeds, the time is over or, if that is wanted, the caller is interrupted. */
    int await(Attempt attempt, long nanos, boolean interruptible) throws InterruptedException {
        checkInterrupt(interruptible);
        int result = lookOut(attempt, nanos, new Spin());
        return result != WAIT ? result : new Waiter(attempt, nanos, interruptible).await();
    }

    /** Waits likewise, for something that comes from another thread without its holding anything: each look is cheap. */
    public int awaitArrival(Attempt attempt, long nanos, Eagerness eagerness) throws InterruptedException {
        checkInterrupt(true);
        int result = lookOut(attempt, nanos, eagerness.spin());
        if (result != WAIT) {
            eagerness.seen();
            return result;
        }
        eagerness.missed();
        return new Waiter(attempt, nanos, true).await();
    }

    private static void checkInterrupt(boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int lookOut(Attempt attempt, long nanos, Spin spin) {
        do {
            int result = tryOnce(attempt);
            if (result != WAIT) {
                return result;
            }
        } while (nanos > 0 && spin.pause());
        return WAIT;
    }

    /** Waits until an attempt succeeds; an interrupt is kept. */
    int awaitUninterruptibly(Attempt attempt) {
        try {
            return await(attempt, FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("not asked for", e);
        }
    }

    /** One attempt of a newcomer that does not wait. */
    public int tryOnce(Attempt attempt) {
        int next = cell.getInt(SlabLayout.NEXT);
        boolean passes = next == SlabLayout.NEXT_WOKEN;
        int result = attempt.attempt(next == 0 || (passes && cell.getInt(SlabLayout.PASSED) < OVERTAKING));
        if (passes && result > 0) {
            cell.getAndAddInt(SlabLayout.PASSED, 1);
        }
        return result;
    }

    public boolean hasWaiters() {
        return cell.getInt(SlabLayout.WAITERS) != 0 || cell.getInt(SlabLayout.NEXT) != 0;
    }

    /** Lets the one whose turn it is look again, after the primitive was changed. One that was woken already is on its way. */
    public void wakeOne() {
        wakeOne(false);
    }

    /** Lets all that wait and all that watch look again, after something has changed for good. */
    public void wakeEverybody() {
        wakeAfterDeath(0);
    }

    /** Tells those that watch the cell, after the primitive was changed. */
    public void tellWatchers() {
        if (cell.getInt(SlabLayout.WATCHED) != 0) {
            cell.home().rouse(cell);
        }
    }

    /** Has another one come in place of one that was woken and does not want it any more. */
    void handOn() {
        wakeOne(true);
    }

    /** Also if somebody is on its way, where the caller itself may be that one. */
    private void wakeOne(boolean again) {
        boolean force = again;
        while (true) {
            int next = cell.getInt(SlabLayout.NEXT);
            if (next > 0) {
                cell.getAndAddInt(SlabLayout.NEXT_SEQUENCE, 1);
                cell.home().wake(cell, SlabLayout.NEXT_SEQUENCE, 1);
                return;
            }
            if (next == SlabLayout.NEXT_WOKEN && !force) {
                return;
            }
            if (cell.getInt(SlabLayout.WAITERS) == 0) {
                if (next != SlabLayout.NEXT_WOKEN || !cell.casInt(SlabLayout.NEXT, next, 0)) {
                    return;
                }
                continue; // somebody may have been refused for its sake since, and waits
            }
            if (next == 0 && !cell.casInt(SlabLayout.NEXT, 0, SlabLayout.NEXT_WOKEN)) {
                continue; // somebody else wakes
            }
            int woken = wakeSleeper();
            if (woken != 0) {
                return;
            }
            force = true; // a newcomer may have been refused for the sake of one who was not there
        }
    }

    private int wakeSleeper() {
        cell.setInt(SlabLayout.WAITERS, 0); // before the number grows: whoever waits from now on says so again
        cell.setInt(SlabLayout.PASSED, 0);
        cell.getAndAddInt(SlabLayout.SEQUENCE, 1);
        int woken = cell.home().wake(cell, SlabLayout.SEQUENCE, 1);
        if (woken > 0) {
            cell.setInt(SlabLayout.WAITERS, 1); // there may be more
        } else {
            cell.casInt(SlabLayout.NEXT, SlabLayout.NEXT_WOKEN, 0);
        }
        return woken;
    }

    /** Lets all that wait look again, after the primitive was changed for all. */
    public void wakeAll() {
        tellWatchers();
        if (cell.getInt(SlabLayout.WAITERS) != 0) {
            cell.setInt(SlabLayout.WAITERS, 0);
            cell.getAndAddInt(SlabLayout.SEQUENCE, 1);
            cell.home().wake(cell, SlabLayout.SEQUENCE, Integer.MAX_VALUE);
        }
    }

    /** Lets everybody look again whatever the words say: somebody may have died between two steps. */
    void wakeAfterDeath(int dead) {
        cell.casInt(SlabLayout.NEXT, dead, 0);
        cell.casInt(SlabLayout.NEXT, SlabLayout.NEXT_WOKEN, 0); // perhaps it was the dead one that was woken
        cell.getAndAddInt(SlabLayout.NEXT_SEQUENCE, EVERYBODY);
        cell.home().wake(cell, SlabLayout.NEXT_SEQUENCE, Integer.MAX_VALUE);
        cell.getAndAddInt(SlabLayout.SEQUENCE, EVERYBODY);
        cell.home().wake(cell, SlabLayout.SEQUENCE, Integer.MAX_VALUE);
        tellWatchers();
    }

    /**
     * Sleeps until a condition that somebody makes true for all, who then calls {@link #wakeAll}.
     *
     * @return false if the time is over
     */
    public boolean awaitTogether(BooleanSupplier condition, long nanos, boolean interruptible)
            throws InterruptedException {
        checkInterrupt(interruptible);
        Spin spin = new Spin();
        do {
            if (condition.getAsBoolean()) {
                return true;
            }
        } while (nanos > 0 && spin.pause());
        return new Waiter(turn -> condition.getAsBoolean() ? 1 : WAIT, nanos, interruptible).awaitTogether();
    }

    /** One thread that waits. */
    private final class Waiter {
        private final Attempt attempt;
        private final boolean interruptible;
        private final Patience patience;
        private boolean hasSlept;

        /** The last sleep ended because it was chosen to go on. */
        private boolean wasWoken;

        /** The last sleep ended although nobody woke it: whose turn it is may be stopped, or dead. */
        private boolean isImpatient;

        private boolean isNext;

        Waiter(Attempt attempt, long nanos, boolean interruptible) {
            this.attempt = attempt;
            this.patience = new Patience(nanos);
            this.interruptible = interruptible;
        }

        int await() throws InterruptedException {
            boolean entered = false;
            try {
                while (true) {
                    int word = isNext ? SlabLayout.NEXT_SEQUENCE : SlabLayout.SEQUENCE;
                    int seen = cell.getInt(word);
                    cell.setInt(
                            SlabLayout.WAITERS, 1); // before it looks: who changes the primitive sees one or the other
                    int result = attempt();
                    if (result != WAIT) {
                        entered = result > 0;
                        return result;
                    }
                    if (wasWoken && !isNext && claim()) {
                        continue; // look at the other word, and again at the primitive
                    }
                    long left = patience.left();
                    if (left <= 0) {
                        return TIMED_OUT;
                    }
                    sleep(word, seen, left, false);
                }
            } finally {
                leave(entered);
            }
        }

        /** Whoever is the next need not sleep for what takes one turn: nobody passes any more. */
        private int attempt() {
            int result = attemptOnce();
            Spin spin = new Spin();
            while (isNext && result == WAIT && spin.pause()) {
                result = attemptOnce();
            }
            return result;
        }

        private int attemptOnce() {
            if (isNext || isImpatient) {
                return attempt.attempt(true);
            }
            return wasWoken ? attempt.attempt(cell.getInt(SlabLayout.NEXT) <= 0) : tryOnce(attempt);
        }

        boolean awaitTogether() throws InterruptedException {
            while (true) {
                int seen = cell.getInt(SlabLayout.SEQUENCE);
                cell.setInt(SlabLayout.WAITERS, 1);
                if (attempt.attempt(true) != WAIT) {
                    return true;
                }
                long left = patience.left();
                if (left <= 0) {
                    return false;
                }
                sleep(SlabLayout.SEQUENCE, seen, left, true);
            }
        }

        private void sleep(int word, int seen, long left, boolean together) throws InterruptedException {
            hasSlept = true;
            wasWoken = cell.home().sleep(cell, word, seen, patience.nextSleep(left), Sleep.of(interruptible, together));
            cell.check();
            if (interruptible && Thread.interrupted()) {
                throw new InterruptedException();
            }
            isImpatient = !wasWoken && cell.getInt(word) == seen;
            if (isImpatient) {
                patience.grow();
                cell.home().look(cell);
            }
        }

        private boolean claim() {
            int self = cell.home().self();
            isNext = cell.casInt(SlabLayout.NEXT, 0, self) || cell.casInt(SlabLayout.NEXT, SlabLayout.NEXT_WOKEN, self);
            return isNext;
        }

        private void leave(boolean entered) {
            if (isNext) {
                cell.casInt(SlabLayout.NEXT, cell.home().self(), 0);
            } else if (wasWoken || (entered && isImpatient)) { // else whoever was woken is stopped, perhaps
                cell.casInt(SlabLayout.NEXT, SlabLayout.NEXT_WOKEN, 0); // unless another one has claimed it
            }
            if (hasSlept) {
                cell.setInt(SlabLayout.WAITERS, 1); // others may be asleep still
                if (!entered) {
                    wakeOne(true); // what it was woken for is somebody else's now
                }
            }
        }
    }
}
