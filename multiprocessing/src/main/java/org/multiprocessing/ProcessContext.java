package org.multiprocessing;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.pool.Pools;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.serial.Action4;
import org.multiprocessing.serial.Call;

/** The context whose processes are child JVMs. */
record ProcessContext(StartMethod startMethod) implements Context {
    @Override
    public <R extends @Nullable Object> R call(Call<R> task) throws InterruptedException {
        return call(task, UnaryOperator.identity());
    }

    @Override
    public <R extends @Nullable Object> R call(Call<R> task, UnaryOperator<CallOptions> options)
            throws InterruptedException {
        CallOptionsImpl chosen = (CallOptionsImpl) options.apply(CallOptionsImpl.DEFAULTS);
        Pool pool = Pools.create(1, chosen.pool());
        try {
            return pool.apply(task);
        } finally {
            pool.terminate(); // the one worker is idle, or is not wanted any more
        }
    }

    @Override
    public Process process(Action target) {
        return new Process(target);
    }

    @Override
    public Process process(Action target, UnaryOperator<ProcessOptions> options) {
        return new Process(target, options);
    }

    @Override
    public <A extends @Nullable Object> Process process(Action1<? super A> target, A a) {
        return new Process(Action.of(target, a));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object> Process process(
            Action2<? super A, ? super B> target, A a, B b) {
        return new Process(Action.of(target, a, b));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Process process(
            Action3<? super A, ? super B, ? super C> target, A a, B b, C c) {
        return new Process(Action.of(target, a, b, c));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Process process(Action4<? super A, ? super B, ? super C, ? super D> target, A a, B b, C c, D d) {
        return new Process(() -> target.execute(a, b, c, d));
    }

    @Override
    public Pool pool() {
        return pool(UnaryOperator.identity());
    }

    @Override
    public Pool pool(int workers) {
        return pool(workers, UnaryOperator.identity());
    }

    @Override
    public Pool pool(UnaryOperator<PoolOptions> options) {
        return pool(Multiprocessing.cpuCount(), options);
    }

    @Override
    public Pool pool(int workers, UnaryOperator<PoolOptions> options) {
        return Pools.create(workers, options);
    }
}
