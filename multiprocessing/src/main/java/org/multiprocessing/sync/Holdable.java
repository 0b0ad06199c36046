package org.multiprocessing.sync;

/** Something that can be held for the length of a {@code try} statement; Python's {@code with}. */
public interface Holdable {
    /**
     * Takes it, waiting as long as necessary; an interrupt does not end the wait, and is kept.
     *
     * @return what gives it back when closed
     * @throws OwnerDiedException if it is a lock whose owner has died; it is then not held
     */
    Held hold();

    /**
     * Takes it, waiting as long as necessary.
     *
     * @return what gives it back when closed
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws OwnerDiedException if it is a lock whose owner has died; it is then not held
     */
    Held holdInterruptibly() throws InterruptedException;
}
