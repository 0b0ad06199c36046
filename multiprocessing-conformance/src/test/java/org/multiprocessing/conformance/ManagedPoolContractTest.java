package org.multiprocessing.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.pool.PoolCallbackContract;
import org.multiprocessing.conformance.pool.PoolCancellationContract;
import org.multiprocessing.conformance.pool.PoolChunkContract;
import org.multiprocessing.conformance.pool.PoolEndContract;
import org.multiprocessing.conformance.pool.PoolErrorContract;
import org.multiprocessing.conformance.pool.PoolExecutorContract;
import org.multiprocessing.conformance.pool.PoolLazyContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolResultContract;
import org.multiprocessing.conformance.pool.PoolStreamContract;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.process.StartMethod;

/** The suites about pools, with pools of a manager: what needs options of the pool, or its workers here, is skipped. */
class ManagedPoolContractTest {
    private static Manager manager;

    @BeforeAll
    static void begin() {
        manager = Multiprocessing.manager();
    }

    @AfterAll
    static void end() {
        manager.close();
    }

    /** Processes of a start method, and pools of the manager. */
    private static Object call(Object proxy, Method method, Object... arguments) throws Throwable {
        boolean isPool = method.getName().equals("pool");
        Assumptions.assumeFalse(isPool && arguments.length > 1, "a pool of a manager has no options");
        try {
            return isPool
                    ? manager.pool((int) arguments[0])
                    : method.invoke(Multiprocessing.context(StartMethod.FORKSERVER), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static final Set<Trait> LACKING = EnumSet.of(Trait.OWN_WORKERS, Trait.REFUSAL);

    interface Managed extends Contract, NoLeaks.Hosted {
        @Override
        default boolean has(Trait trait) {
            return !LACKING.contains(trait) && Contract.super.has(trait);
        }

        @Override
        default Context context() {
            return (Context) Proxy.newProxyInstance(
                    ManagedPoolContractTest.class.getClassLoader(),
                    new Class<?>[] {Context.class},
                    ManagedPoolContractTest::call);
        }
    }

    @Nested
    class PoolMap extends PoolMapContract implements Managed {}

    @Nested
    class PoolStream extends PoolStreamContract implements Managed {}

    @Nested
    class PoolResult extends PoolResultContract implements Managed {}

    @Nested
    class PoolError extends PoolErrorContract implements Managed {}

    @Nested
    class PoolCancellation extends PoolCancellationContract implements Managed {}

    /** What the front does, which is a pool of threads as in {@link ThreadsTest}: with {@code -Dmultiprocessing.tests=all}. */
    @Nested
    @EnabledIfSystemProperty(named = "multiprocessing.tests", matches = "all")
    class Front implements NoLeaks.Hosted {
        @Nested
        class PoolLazy extends PoolLazyContract implements Managed {}

        @Nested
        class PoolCallback extends PoolCallbackContract implements Managed {}

        @Nested
        class PoolExecutor extends PoolExecutorContract implements Managed {}

        @Nested
        class PoolChunk extends PoolChunkContract implements Managed {}

        @Nested
        class PoolEnd extends PoolEndContract implements Managed {}
    }
}
