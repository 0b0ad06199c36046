package org.multiprocessing.internal.serial;

/** An object that cannot travel by its nature, and knows better than its class's name what to say about that. */
public interface Stationary {
    /** Returns why it stays, and what to do instead: the end of a sentence about it, such as {@code "is ..."}. */
    String whyItStays();
}
