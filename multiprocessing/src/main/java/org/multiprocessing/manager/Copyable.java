package org.multiprocessing.manager;

/**
 * A service that is not itself the value that a copy of it is to have: one of several elements. Functions that run in the server may
 * change an element as it is, so the monitor is held until an answer is encoded: an answer is what there was when the method returned.
 */
interface Copyable {
    /** Returns the value, such as a list for the service of a managed list; it is copied when it is sent. */
    Object copy();
}
