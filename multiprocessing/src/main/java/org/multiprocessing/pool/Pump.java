package org.multiprocessing.pool;

import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.Os;

/** The thread that polls a pool when no caller does: sleeps on the pool's bell, and ends with the pool. */
final class Pump implements Runnable {
    /** The native side is loaded once the pool has been up for a while: first results come sooner without that beside them. */
    private static final long PREPARE_AFTER_NANOS = 200_000_000;

    private final Dispatcher dispatcher;
    private final Os os;
    private final long began = System.nanoTime();

    Pump(Dispatcher dispatcher, Os os) {
        this.dispatcher = dispatcher;
        this.os = os;
    }

    @Override
    public void run() {
        while (!dispatcher.isEnded()) {
            try {
                pump();
            } catch (RuntimeException
                    | Error e) { // a defect of ours, or no memory: nobody may wait for what will not come
                Log.log(System.Logger.Level.ERROR, "a pool's pump failed", e);
                dispatcher.terminate();
            }
        }
    }

    private void pump() {
        while (!dispatcher.isEnded()) {
            if (System.nanoTime() - began > PREPARE_AFTER_NANOS) {
                if (!os.canWake()) {
                    os.prepare();
                }
                dispatcher.tidy();
            }
            dispatcher.pollOrSleep();
            Thread.interrupted(); // of a program that interrupts every thread it sees: no sleep would last any more
        }
    }
}
