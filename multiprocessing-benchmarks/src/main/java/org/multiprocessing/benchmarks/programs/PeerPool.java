package org.multiprocessing.benchmarks.programs;

import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/** What the programs that measure PP4J have in common. */
final class PeerPool {
    private PeerPool() {}

    /** A function that PP4J takes. */
    interface Task extends Callable<Integer>, Serializable {}

    /** Makes a pool with that many workers, without limits of heap or life. */
    static ExecutorService open(int workers) throws InterruptedException {
        return new JavaProcessPoolExecutor(
                new SimpleJavaProcessOptions(0, 0, 0, 0),
                workers,
                workers,
                0,
                (Runnable & Serializable) Work::nothing,
                false);
    }

    static Task identity(int number) {
        return () -> Work.identity(number);
    }
}
