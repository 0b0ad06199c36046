package org.multiprocessing.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Call;

/** The options as they are, null for what was not said. Only a copy that nobody else has is ever changed. */
final class PoolOptionsImpl implements PoolOptions {
    static final PoolOptionsImpl DEFAULTS = new PoolOptionsImpl();

    static final long NO_LIMIT = Long.MAX_VALUE;

    /** Else a finalizer that hangs would hang the end of the pool. */
    static final Duration FINALIZER_LIMIT = Duration.ofSeconds(30);

    private @Nullable String name;
    private @Nullable Action initializer;
    private @Nullable Duration initializerLimit;
    private @Nullable Call<?> workerState;
    private @Nullable Action finalizer;
    private Duration finalizerLimit = FINALIZER_LIMIT;
    private int maxTasksPerChild;
    private long maxMemoryPerChild;
    private @Nullable Duration maxIdle;
    private @Nullable RestartLimit restartLimit;
    private @Nullable Executor callbackExecutor;
    private UnaryOperator<ProcessOptions> workerOptions = UnaryOperator.identity();
    private TaskOptionsImpl tasks = TaskOptionsImpl.DEFAULTS;
    private boolean startingOnDemand;

    private PoolOptionsImpl() {}

    private PoolOptionsImpl copy() {
        PoolOptionsImpl copy = new PoolOptionsImpl();
        copy.name = name;
        copy.initializer = initializer;
        copy.initializerLimit = initializerLimit;
        copy.workerState = workerState;
        copy.finalizer = finalizer;
        copy.finalizerLimit = finalizerLimit;
        copy.maxTasksPerChild = maxTasksPerChild;
        copy.maxMemoryPerChild = maxMemoryPerChild;
        copy.maxIdle = maxIdle;
        copy.restartLimit = restartLimit;
        copy.callbackExecutor = callbackExecutor;
        copy.workerOptions = workerOptions;
        copy.tasks = tasks;
        copy.startingOnDemand = startingOnDemand;
        return copy;
    }

    @Override
    public PoolOptionsImpl withName(String newName) {
        if (newName.isBlank()) {
            throw new IllegalArgumentException("the name of a pool, as given to withName, is blank");
        }
        PoolOptionsImpl copy = copy();
        copy.name = newName;
        return copy;
    }

    @Override
    public PoolOptionsImpl withInitializer(Action newInitializer) {
        PoolOptionsImpl copy = copy();
        copy.initializer = Objects.requireNonNull(newInitializer, "the initializer is null");
        copy.initializerLimit = null;
        return copy;
    }

    @Override
    public PoolOptionsImpl withInitializer(Action newInitializer, Duration limit) {
        PoolOptionsImpl copy = withInitializer(newInitializer);
        copy.initializerLimit = positive(limit, "a time limit", "withInitializer");
        return copy;
    }

    @Override
    public PoolOptionsImpl withFinalizer(Action newFinalizer) {
        return withFinalizer(newFinalizer, FINALIZER_LIMIT);
    }

    @Override
    public PoolOptionsImpl withFinalizer(Action newFinalizer, Duration limit) {
        PoolOptionsImpl copy = copy();
        copy.finalizer = Objects.requireNonNull(newFinalizer, "the finalizer is null");
        copy.finalizerLimit = positive(limit, "a time limit", "withFinalizer");
        return copy;
    }

    @Override
    public PoolOptionsImpl withWorkerState(Call<?> factory) {
        PoolOptionsImpl copy = copy();
        copy.workerState = Objects.requireNonNull(factory, "the factory of the worker state is null");
        return copy;
    }

    @Override
    public PoolOptionsImpl withMaxTasksPerChild(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "at most " + limit + " tasks per child; withMaxTasksPerChild takes at least 1");
        }
        PoolOptionsImpl copy = copy();
        copy.maxTasksPerChild = limit;
        return copy;
    }

    @Override
    public PoolOptionsImpl withMaxMemoryPerChild(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(
                    "at most " + bytes + " bytes of memory per child; withMaxMemoryPerChild takes at least 1");
        }
        PoolOptionsImpl copy = copy();
        copy.maxMemoryPerChild = bytes;
        return copy;
    }

    @Override
    public PoolOptionsImpl withMaxIdle(Duration idle) {
        PoolOptionsImpl copy = copy();
        copy.maxIdle = positive(idle, "an idle time", "withMaxIdle");
        return copy;
    }

    @Override
    public PoolOptionsImpl withRestartLimit(int deaths, Duration window) {
        if (deaths < 0) {
            throw new IllegalArgumentException(
                    "at most " + deaths + " deaths of workers; withRestartLimit takes at least 0");
        }
        PoolOptionsImpl copy = copy();
        copy.restartLimit = new RestartLimit(deaths, positive(window, "a window", "withRestartLimit"));
        return copy;
    }

    @Override
    public PoolOptionsImpl withCallbackExecutor(Executor executor) {
        PoolOptionsImpl copy = copy();
        copy.callbackExecutor = Objects.requireNonNull(executor, "the callback executor is null");
        return copy;
    }

    @Override
    public PoolOptionsImpl withWorkerOptions(UnaryOperator<ProcessOptions> options) {
        Objects.requireNonNull(options, "the function that changes the worker options is null");
        UnaryOperator<ProcessOptions> before = workerOptions;
        PoolOptionsImpl copy = copy();
        copy.workerOptions = o -> options.apply(before.apply(o));
        return copy;
    }

    @Override
    public PoolOptionsImpl withTasks(UnaryOperator<TaskOptions> defaults) {
        PoolOptionsImpl copy = copy();
        copy.tasks = (TaskOptionsImpl) defaults.apply(tasks);
        return copy;
    }

    /** Starts no worker before there is work. */
    PoolOptionsImpl startingOnDemand() {
        PoolOptionsImpl copy = copy();
        copy.startingOnDemand = true;
        return copy;
    }

    private static Duration positive(Duration duration, String what, String knob) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " of " + duration + "; " + knob + " takes more than zero");
        }
        return duration;
    }

    // ---- what was said

    @Nullable
    String name() {
        return name;
    }

    /** Returns the pool in words, for messages. */
    String title() {
        return name == null ? "the pool" : "pool " + name;
    }

    /** Returns what is to be run around the tasks of a worker, null if nothing is. */
    @Nullable
    WorkerDuties duties() {
        if (initializer == null && workerState == null && finalizer == null && maxMemoryPerChild == 0) {
            return null;
        }
        return new WorkerDuties(
                initializer, initializerNanos(), workerState, finalizer, finalizerNanos(), maxMemoryPerChild);
    }

    long initializerNanos() {
        return initializerLimit == null ? NO_LIMIT : TimeUnit.NANOSECONDS.convert(initializerLimit);
    }

    /** Adds a time to one that may be as long as none. */
    static long plus(long nanos, long more) {
        return nanos > Long.MAX_VALUE - Math.max(0, more) ? Long.MAX_VALUE : nanos + more;
    }

    private long finalizerNanos() {
        return finalizer == null ? 0 : TimeUnit.NANOSECONDS.convert(finalizerLimit);
    }

    /** Returns 0 if there is no limit. */
    int maxTasksPerChild() {
        return maxTasksPerChild;
    }

    /** Returns after how long an idle worker ends, {@link #NO_LIMIT} if it does not. */
    long maxIdleNanos() {
        return maxIdle == null ? NO_LIMIT : TimeUnit.NANOSECONDS.convert(maxIdle);
    }

    /** Returns the brake that was asked for. */
    @Nullable
    RestartLimit restartLimit() {
        return restartLimit;
    }

    @Nullable
    Executor callbackExecutor() {
        return callbackExecutor;
    }

    UnaryOperator<ProcessOptions> workerOptions() {
        return workerOptions;
    }

    TaskOptionsImpl tasks() {
        return tasks;
    }

    /** Returns whether no worker is started before there is work. */
    boolean isStartedOnDemand() {
        return startingOnDemand;
    }
}
