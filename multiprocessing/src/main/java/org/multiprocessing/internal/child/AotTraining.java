package org.multiprocessing.internal.child;

import java.io.IOException;
import java.nio.file.Path;
import org.multiprocessing.internal.launch.AotAssembly;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.Pools;
import org.multiprocessing.process.ProcessOptions;

/**
 * The program that makes an AOT cache: a pool whose one worker does what children do while its JVM notes what it loads, and
 * then a JVM that makes a cache of that. Started by a program in the background; it ends with that program, or after a
 * minute.
 */
public final class AotTraining {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final int FAILED = 1;

    private final AotAssembly assembly;
    private volatile boolean recording = true;

    private AotTraining(Path work) {
        this.assembly = new AotAssembly(work);
    }

    /**
     * Makes {@code cache} in the folder that the argument names, or fails with a message.
     *
     * @throws Exception whatever went wrong
     */
    public static void main(String... arguments) throws Exception {
        startDaemon("multiprocessing-aot-parent", AotTraining::awaitParentsEnd);
        startDaemon("multiprocessing-aot-limit", AotTraining::awaitLimit);
        AotTraining training = new AotTraining(Path.of(arguments[0]));
        try (Pool pool = Pools.create(1, training::configure)) {
            AotWorkload.run(pool);
            training.recording = false;
            AotWorkload.end(pool);
        }
        training.assembly.assemble();
    }

    private PoolOptions configure(PoolOptions options) {
        return options.withWorkerOptions(this::configureWorker);
    }

    /** The worker is recorded, but not the one that takes its place when it ends. */
    private ProcessOptions configureWorker(ProcessOptions options) {
        return recording ? options.withJvmArguments(assembly.recording().toArray(String[]::new)) : options;
    }

    private static void startDaemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    /** Standard input is a pipe that the program holds open, and nobody writes to. */
    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("the program that wants the cache cannot be watched: " + e);
        }
        endNow();
    }

    private static void awaitLimit() {
        Delay.pass(LIMIT_NANOS);
        System.err.println("not made within a minute");
        endNow();
    }

    /** With all below, and no word to them: what they would leave behind is in the folder that is removed. */
    private static void endNow() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(FAILED);
    }
}
