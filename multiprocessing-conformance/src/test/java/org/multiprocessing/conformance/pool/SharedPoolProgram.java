package org.multiprocessing.conformance.pool;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.process.StartMethod;

/** A program that uses the shared pool of a start method, and says what it sees; its end is the pool's. */
final class SharedPoolProgram {
    private SharedPoolProgram() {}

    private static void say(String what, Object seen) {
        System.out.println(what + " " + seen);
    }

    /** The pool of the worker is another one than that of the program. */
    static List<Integer> inATask() throws Exception {
        return Multiprocessing.sharedPool().map(Work::square, List.of(2, 3));
    }

    public static void main(String[] args) throws Exception {
        Context context = Multiprocessing.context(StartMethod.valueOf(args[0]));
        Pool pool = context.sharedPool();
        say("one", pool == context.sharedPool());
        say("idle", pool.workers().size());
        say("map", pool.map(Work::square, IntStream.range(0, 5).boxed().toList()));
        say("size", pool.size() == Multiprocessing.cpuCount());
        pool.shutdown();
        pool.terminate();
        pool.close();
        say("not begun", pool.shutdownNow());
        say("after its end", pool.apply(Work::square, 3) + " " + pool.isShutdown());
        try {
            pool.resize(3);
        } catch (UnsupportedOperationException e) {
            say("resize", e.getMessage());
        }
        if (context.startMethod() != StartMethod.THREADS) {
            say("in a task", pool.apply(SharedPoolProgram::inATask));
            breakDown(context);
        }
        say("pid", ProcessHandle.current().descendants().map(ProcessHandle::pid).toList());
    }

    /** Its workers' deaths are counted as any pool's: under tasks, they stop nothing. */
    private static void breakDown(Context context) throws Exception {
        Pool pool = context.sharedPool();
        for (int i = 0; i < 3; i++) {
            try {
                pool.apply(() -> Way.HALT.take());
            } catch (TaskException e) {
                say("death", e.getClass().getSimpleName());
            }
        }
        say("same", pool == context.sharedPool());
        System.setProperty("multiprocessing.memory", "1"); // no worker can be started
        try {
            pool.apply(() -> Way.HALT.take());
        } catch (TaskException e) {
            say("last death", e.getClass().getSimpleName());
        }
        Await.until("the pool has stopped", () -> hasStopped(pool));
        System.clearProperty("multiprocessing.memory");
        say("anew", pool != context.sharedPool());
        say("works", context.sharedPool().apply(Work::square, 4));
    }

    private static boolean hasStopped(Pool pool) throws InterruptedException {
        try {
            List<Integer> both = pool.map(Work::slowly, List.of(1, 2));
            return both.isEmpty();
        } catch (RejectedExecutionException | TaskException e) {
            return pool.isShutdown();
        }
    }
}
