package org.multiprocessing.internal.serial;

import java.util.ArrayList;
import java.util.List;

/** The pledges of a message. */
public final class Pledges {

    /** Of a message that holds nothing. */
    public static final Pledges NONE = new Pledges();

    private final List<Pledge> all = new ArrayList<>(0);

    Pledges() {}

    void add(Pledge pledge) {
        all.add(pledge);
    }

    void addAll(Pledges others) {
        all.addAll(others.all);
    }

    int size() {
        return all.size();
    }

    /** Returns whether the message must be read, whoever wants it. */
    public boolean endWithReading() {
        for (Pledge pledge : all) {
            if (pledge.endsWithReading()) {
                return true;
            }
        }
        return false;
    }

    /** Says of each in which queue its message will lie. */
    public void carriedBy(int cell, int generation, long index) {
        for (Pledge pledge : all) {
            pledge.carriedBy(cell, generation, index);
        }
    }

    /** Says of each that its message goes to the parent of this process. */
    public void goesToParent() {
        for (Pledge pledge : all) {
            pledge.goesToParent();
        }
    }

    /** Withdraws all but the first ones. */
    void withdrawFrom(int first) {
        if (this != NONE) { // which all threads share
            for (Pledge pledge : removeFrom(first)) {
                pledge.withdraw();
            }
        }
    }

    /** Two may find out at the same time that a message is not needed any more. */
    private synchronized List<Pledge> removeFrom(int first) {
        List<Pledge> last = all.subList(first, all.size());
        List<Pledge> removed = new ArrayList<>(last);
        last.clear();
        return removed;
    }

    /** Withdraws them, since the message will not arrive, or has arrived long ago. */
    public void withdraw() {
        withdrawFrom(0);
    }
}
