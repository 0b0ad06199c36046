package org.multiprocessing.manager;

/** A hosted object that wants to hear of the end of its clients, since something in it belongs to them. */
interface ClientWatcher {
    /**
     * Called once, by any thread, after a process has disconnected or died. Its running calls are interrupted after that; from now on
     * {@link Caller#isGone} is true in them.
     *
     * @param client what {@link Caller#client} was in its calls
     * @param pid of the process; 0 if it is not known
     * @param name of the process, for errors
     */
    void clientGone(long client, long pid, String name);
}
