package org.multiprocessing.manager;

/** A hosted object with something that ends when nobody wants the object any more. */
interface Droppable {
    /**
     * Called when no client, message or name has the object any more, and it was never given to another object. Must neither wait nor take
     * locks, since the table of the objects is locked. One that was given to another object is simply unreachable some day.
     */
    void dropped();
}
