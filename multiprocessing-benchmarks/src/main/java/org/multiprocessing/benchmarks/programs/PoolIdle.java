package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.multiprocessing.pool.Pool;

/** Ours: a pool all of whose workers have done something, and then nothing; prints their pids. */
public final class PoolIdle {
    private static final int TASKS_EACH = 50;
    private static final int TASK_MILLIS = 20;

    private PoolIdle() {}

    /** Takes the number of workers. */
    public static void main(String... arguments) throws Exception {
        int workers = Integer.parseInt(arguments[0]);
        try (Pool pool = pool(workers)) {
            Set<Long> pids = new TreeSet<>();
            while (pids.size() < workers) {
                pids.addAll(pool.map(PoolIdle::takePart, Collections.nCopies(workers, TASK_MILLIS)));
            }
            pool.map(Work::identity, Collections.nCopies(TASKS_EACH * workers, 1));
            System.out.println("pids " + pids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            Served.awaitEndOfInput();
        }
    }

    private static long takePart(int millis) throws InterruptedException {
        Thread.sleep(millis); // so that the other workers get one, too
        return Work.pid();
    }
}
