package org.multiprocessing.internal.shm;

import org.multiprocessing.internal.layout.ProcessLayout;

/** How a process that ends tells SIGTERM from other reasons, from which the exit code does not: to be asked in shutdown hooks. */
public final class Termination {
    /** The thread in which the JVM handles the signal, as in {@code jdk.internal.misc.Signal}; it waits for the shutdown hooks. */
    private static final String HANDLER = "SIGTERM handler";

    private Termination() {}

    /** Returns whether this process ends because it was asked to, by its parent or by a signal. */
    public static boolean isWanted(ProcessEntry entry) {
        return entry.request() == ProcessLayout.REQUEST_TERMINATE || isSignalled();
    }

    /** Returns whether this process ends because of SIGTERM. */
    public static boolean isSignalled() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount()]; // an estimate
        int count = all.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(HANDLER)) {
                return true;
            }
        }
        return false;
    }
}
