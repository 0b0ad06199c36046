package org.multiprocessing.pool;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.process.Process;

/**
 * The worker of a pool that the running code is part of: for tasks, initializers, finalizers, and the threads that they start.
 *
 * <pre>
 * try (var pool = pool(4, o -&gt; o.withWorkerState(() -&gt; new Parser(grammar)))) {
 *     pool.map(text -&gt; Worker.current().state(Parser.class).parse(text), texts);
 * }
 * </pre>
 *
 * <p>All methods may be called from any thread, and return at once.
 */
public final class Worker {
    /** By process: a worker that is a thread is a process of its own in name. A few entries, of as many live threads. */
    private static final IdentityHashMap<Process, Worker> OF_PROCESSES = new IdentityHashMap<>();

    private final Process process;
    private final int number;
    private volatile @Nullable Object state;
    private boolean begunState;

    private Worker(Process process, int number) {
        this.process = process;
        this.number = number;
    }

    /** Makes the running process a worker. */
    static Worker begin(int number) {
        Worker worker = new Worker(Process.current(), number);
        synchronized (OF_PROCESSES) {
            OF_PROCESSES.put(worker.process, worker);
        }
        return worker;
    }

    /** Says that the process, a thread, is no worker any more. */
    void end() {
        synchronized (OF_PROCESSES) {
            OF_PROCESSES.remove(process);
        }
    }

    /** Notes that what follows is the making of the state. */
    void beginState() {
        begunState = true;
    }

    boolean hasBegunState() {
        return begunState;
    }

    void setState(@Nullable Object made) {
        if (made == null) {
            throw new NullPointerException("the function given to withWorkerState has returned null");
        }
        state = made;
    }

    /**
     * Returns the worker that the calling thread belongs to.
     *
     * @return the worker
     * @throws IllegalStateException if the running process is no pool's worker: neither is the main process, nor a process that a
     *     task has started
     */
    public static Worker current() {
        Process running = Process.current();
        synchronized (OF_PROCESSES) {
            Worker worker = OF_PROCESSES.get(running);
            if (worker == null) {
                throw new IllegalStateException("process " + running.name() + " is not a worker of a pool;"
                        + " Worker.current() is for the tasks, the initializer and the finalizer of one");
            }
            return worker;
        }
    }

    /**
     * Returns the name of the worker's process.
     *
     * @return such as {@code PoolWorker-1}, or after {@link PoolOptions#withName} {@code images-1}
     */
    public String name() {
        return process.name();
    }

    /**
     * Returns the worker's place in its pool, for what has to be divided among the workers: a processor, a device, a port. A
     * replacement takes over the place of the worker that it replaces, at the earliest when that one has done its last task.
     *
     * @return from 0 to the size of the pool minus one
     */
    public int number() {
        return number;
    }

    /**
     * Returns what {@link PoolOptions#withWorkerState} has made in this worker.
     *
     * @param <S> the type of the state
     * @param type the type of the state, or a supertype
     * @return the same object for all tasks of this worker
     * @throws IllegalStateException if the pool has no worker state, or it has not been made yet
     * @throws IllegalArgumentException if the state is not of that type
     */
    public <S> S state(Class<S> type) {
        Object made = state;
        if (made == null) {
            throw new IllegalStateException(
                    "worker " + name() + " has no state; withWorkerState gives it one, after the" + " initializer");
        }
        if (!type.isInstance(made)) {
            throw new IllegalArgumentException("the state of worker " + name() + " is a "
                    + made.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(made);
    }

    /**
     * Returns name and number.
     *
     * @return such as {@code Worker[PoolWorker-1 number=0]}
     */
    @Override
    public String toString() {
        return "Worker[" + name() + " number=" + number + "]";
    }
}
