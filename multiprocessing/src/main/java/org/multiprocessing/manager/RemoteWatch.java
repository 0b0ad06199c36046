package org.multiprocessing.manager;

/** Waits in the server for somebody who waits for several things, in a virtual thread that an interrupt ends. */
final class RemoteWatch {
    private RemoteWatch() {}

    /** A call that returns when something is ready. */
    interface Wait {
        void run() throws InterruptedException;
    }

    /** Has {@code wake} run when the wait is over, or fails: whoever looks then hears why. Returns what takes that back. */
    static Runnable begin(Wait wait, Runnable wake) {
        Thread watcher = Thread.ofVirtual().name("multiprocessing-watch").start(() -> {
            try {
                wait.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the one that is woken asks again, and gets the same exception
            }
            wake.run();
        });
        return watcher::interrupt;
    }
}
