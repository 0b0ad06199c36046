package org.multiprocessing;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.multiprocessing.pool.PoolOptions;
import org.multiprocessing.process.ProcessOptions;

/** The options of a call, as those of the pool of one that makes it. */
record CallOptionsImpl(UnaryOperator<PoolOptions> pool) implements CallOptions {
    static final CallOptionsImpl DEFAULTS = new CallOptionsImpl(UnaryOperator.identity());

    private CallOptionsImpl and(UnaryOperator<PoolOptions> more) {
        return new CallOptionsImpl(options -> more.apply(pool.apply(options)));
    }

    @Override
    public CallOptionsImpl withTimeout(Duration limit) {
        return and(o -> o.withTasks(t -> t.withTimeout(limit)));
    }

    @Override
    public CallOptionsImpl withGrace(Duration softLimit) {
        return and(o -> o.withTasks(t -> t.withGrace(softLimit)));
    }

    @Override
    public CallOptionsImpl withMaxHeapBytes(long bytes) {
        return withProcess(p -> p.withMaxHeapBytes(bytes));
    }

    @Override
    public CallOptionsImpl withProcess(UnaryOperator<ProcessOptions> options) {
        return and(o -> o.withWorkerOptions(options));
    }
}
