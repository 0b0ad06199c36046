package org.multiprocessing.conformance;

import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.channel.AwaitAnyContract;
import org.multiprocessing.conformance.channel.JoinableQueueContract;
import org.multiprocessing.conformance.channel.PipeContract;
import org.multiprocessing.conformance.channel.QueueContract;
import org.multiprocessing.conformance.crash.CrashMatrixContract;
import org.multiprocessing.conformance.manager.ManagerContract;
import org.multiprocessing.conformance.memory.ArrayContract;
import org.multiprocessing.conformance.memory.GuardedContract;
import org.multiprocessing.conformance.memory.SharedMemoryContract;
import org.multiprocessing.conformance.memory.StructContract;
import org.multiprocessing.conformance.memory.ValueContract;
import org.multiprocessing.conformance.pool.PoolCallbackContract;
import org.multiprocessing.conformance.pool.PoolCancellationContract;
import org.multiprocessing.conformance.pool.PoolChunkContract;
import org.multiprocessing.conformance.pool.PoolEndContract;
import org.multiprocessing.conformance.pool.PoolErrorContract;
import org.multiprocessing.conformance.pool.PoolExecutorContract;
import org.multiprocessing.conformance.pool.PoolInsightsContract;
import org.multiprocessing.conformance.pool.PoolLazyContract;
import org.multiprocessing.conformance.pool.PoolLifeContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolNestContract;
import org.multiprocessing.conformance.pool.PoolProgressContract;
import org.multiprocessing.conformance.pool.PoolResultContract;
import org.multiprocessing.conformance.pool.PoolRetryContract;
import org.multiprocessing.conformance.pool.PoolStaffContract;
import org.multiprocessing.conformance.pool.PoolStartContract;
import org.multiprocessing.conformance.pool.PoolStreamContract;
import org.multiprocessing.conformance.process.ProcessExitContract;
import org.multiprocessing.conformance.process.ProcessFamilyContract;
import org.multiprocessing.conformance.process.ProcessMessageContract;
import org.multiprocessing.conformance.process.ProcessOptionsContract;
import org.multiprocessing.conformance.process.ProcessStateContract;
import org.multiprocessing.conformance.process.ProcessTargetContract;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.sync.BarrierContract;
import org.multiprocessing.conformance.sync.ConditionContract;
import org.multiprocessing.conformance.sync.EventContract;
import org.multiprocessing.conformance.sync.FairnessContract;
import org.multiprocessing.conformance.sync.LockContract;
import org.multiprocessing.conformance.sync.RLockContract;
import org.multiprocessing.conformance.sync.SemaphoreContract;
import org.multiprocessing.process.StartMethod;

/** The suites about processes, with processes that are threads: what needs a JVM of its own is skipped. */
class ThreadsTest {
    interface Threads extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.THREADS);
        }
    }

    @Nested
    class ProcessTarget extends ProcessTargetContract implements Threads {}

    @Nested
    class ProcessState extends ProcessStateContract implements Threads {}

    @Nested
    class ProcessExit extends ProcessExitContract implements Threads {}

    @Nested
    class ProcessMessage extends ProcessMessageContract implements Threads {}

    @Nested
    class ProcessFamily extends ProcessFamilyContract implements Threads {}

    @Nested
    class ProcessOptions extends ProcessOptionsContract implements Threads {}

    @Nested
    class PoolMap extends PoolMapContract implements Threads {}

    @Nested
    class PoolLazy extends PoolLazyContract implements Threads {}

    @Nested
    class PoolResult extends PoolResultContract implements Threads {}

    @Nested
    class PoolCallback extends PoolCallbackContract implements Threads {}

    @Nested
    class PoolExecutor extends PoolExecutorContract implements Threads {}

    @Nested
    class PoolEnd extends PoolEndContract implements Threads {}

    @Nested
    class PoolLife extends PoolLifeContract implements Threads {}

    @Nested
    class PoolStart extends PoolStartContract implements Threads {}

    @Nested
    class PoolChunk extends PoolChunkContract implements Threads {}

    @Nested
    class PoolError extends PoolErrorContract implements Threads {}

    @Nested
    class PoolStaff extends PoolStaffContract implements Threads {}

    @Nested
    class PoolNest extends PoolNestContract implements Threads {}

    @Nested
    class PoolCancellation extends PoolCancellationContract implements Threads {}

    @Nested
    class PoolInsights extends PoolInsightsContract implements Threads {}

    @Nested
    class PoolProgress extends PoolProgressContract implements Threads {}

    @Nested
    class PoolRetry extends PoolRetryContract implements Threads {}

    @Nested
    class PoolStream extends PoolStreamContract implements Threads {}

    @Nested
    class CrashMatrix extends CrashMatrixContract implements Threads {}

    @Nested
    class SharedMemory extends SharedMemoryContract implements Threads {}

    @Nested
    class Lock extends LockContract implements Threads {}

    @Nested
    class RLock extends RLockContract implements Threads {}

    @Nested
    class Guarded extends GuardedContract implements Threads {}

    @Nested
    class Value extends ValueContract implements Threads {}

    @Nested
    class Array extends ArrayContract implements Threads {}

    @Nested
    class Struct extends StructContract implements Threads {}

    @Nested
    class Condition extends ConditionContract implements Threads {}

    @Nested
    class Semaphore extends SemaphoreContract implements Threads {}

    @Nested
    class Event extends EventContract implements Threads {}

    @Nested
    class Barrier extends BarrierContract implements Threads {}

    @Nested
    class Fairness extends FairnessContract implements Threads {}

    @Nested
    class Queue extends QueueContract implements Threads {}

    @Nested
    class JoinableQueue extends JoinableQueueContract implements Threads {}

    @Nested
    class Pipe extends PipeContract implements Threads {}

    @Nested
    class AwaitAny extends AwaitAnyContract implements Threads {}

    @Nested
    class Manager extends ManagerContract implements Threads {}
}
