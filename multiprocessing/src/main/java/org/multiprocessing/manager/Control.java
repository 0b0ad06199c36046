package org.multiprocessing.manager;

import org.multiprocessing.serial.Call;

/** What can be asked of a server itself: its object number 0. */
interface Control {
    /** Waits until the server is ready; returns where it listens, as {@link Addresses} writes it, or an empty text. */
    String start();

    /** Makes an object, which stays; returns its proxy. */
    Object host(Class<?> type, Call<?> factory) throws Exception;

    /** Returns the key of the lease by which an object travels to other processes of the tree. */
    long lease(long id);

    /** Gives back what this client has received of an object so often. */
    void release(long id, int count);

    /** Names an object, and the adaptor by which programs know it, if there is one. */
    void publish(String name, long id, String adaptor);

    /** Returns the proxy of the object of a name. */
    Object lookup(String name);

    /** Returns the value of an object. */
    Object copyOf(Object shared);

    /** Returns how many objects somebody wants. */
    long objectCount();

    /** Returns how many peers and calls were turned away. */
    long refusedCount();

    /** Ends the server. */
    void shutdown();
}
