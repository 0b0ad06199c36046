package org.multiprocessing.manager;

/** A service that is not itself the value that a copy of it is to have. */
interface Copyable {
    /** Returns the value, such as a list for the service of a managed list; it is copied when it is sent. */
    Object copy();
}
