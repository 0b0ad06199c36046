package org.multiprocessing.jcstress;

/** A part of an actor that another actor interrupts: the interrupt hits it or comes too late, but hits nothing else. */
final class Target {
    /** What {@link #run} returns if the interrupt has ended it. */
    static final int INTERRUPTED = -1;

    private volatile Thread thread;
    private volatile boolean interrupted;

    /** What waits. */
    interface Part {
        int run() throws InterruptedException;
    }

    int run(Part part) {
        thread = Thread.currentThread();
        try {
            return part.run();
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } finally {
            Spin.until(() -> interrupted);
            boolean _ = Thread.interrupted();
        }
    }

    /** Waits until it has begun. */
    void await() {
        Spin.until(() -> thread != null);
    }

    void interrupt() {
        await();
        thread.interrupt();
        interrupted = true;
    }
}
