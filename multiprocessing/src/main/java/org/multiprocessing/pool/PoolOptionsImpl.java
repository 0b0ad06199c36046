package org.multiprocessing.pool;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;

/** The options as they are; null and 0 for what was not said. */
record PoolOptionsImpl(
        @Nullable Action initializer,
        int maxTasksPerChild,
        @Nullable Executor callbackExecutor,
        UnaryOperator<ProcessOptions> workerOptions,
        TaskOptionsImpl tasks)
        implements PoolOptions {
    static final PoolOptionsImpl DEFAULTS =
            new PoolOptionsImpl(null, 0, null, UnaryOperator.identity(), TaskOptionsImpl.DEFAULTS);

    @Override
    public PoolOptionsImpl withInitializer(Action newInitializer) {
        return new PoolOptionsImpl(newInitializer, maxTasksPerChild, callbackExecutor, workerOptions, tasks);
    }

    @Override
    public PoolOptionsImpl withMaxTasksPerChild(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("at most " + limit + " tasks per child; at least 1 is needed");
        }
        return new PoolOptionsImpl(initializer, limit, callbackExecutor, workerOptions, tasks);
    }

    @Override
    public PoolOptionsImpl withCallbackExecutor(Executor executor) {
        return new PoolOptionsImpl(initializer, maxTasksPerChild, executor, workerOptions, tasks);
    }

    @Override
    public PoolOptionsImpl withWorkerOptions(UnaryOperator<ProcessOptions> options) {
        UnaryOperator<ProcessOptions> before = workerOptions;
        return new PoolOptionsImpl(
                initializer, maxTasksPerChild, callbackExecutor, o -> options.apply(before.apply(o)), tasks);
    }

    @Override
    public PoolOptionsImpl withTasks(UnaryOperator<TaskOptions> defaults) {
        return new PoolOptionsImpl(initializer, maxTasksPerChild, callbackExecutor, workerOptions, (TaskOptionsImpl)
                defaults.apply(tasks));
    }
}
