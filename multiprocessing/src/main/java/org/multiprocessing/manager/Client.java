package org.multiprocessing.manager;

/** What adaptors need of the process in which they are used. */
final class Client {
    static final long PID = ProcessHandle.current().pid();

    private Client() {}

    /** Ends a call that must not begin, as the JDK's interruptible methods do. */
    static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
