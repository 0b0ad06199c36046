package org.multiprocessing.conformance;

import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.channel.AwaitAnyContract;
import org.multiprocessing.conformance.channel.JoinableQueueContract;
import org.multiprocessing.conformance.channel.PipeContract;
import org.multiprocessing.conformance.channel.QueueContract;
import org.multiprocessing.conformance.crash.CrashMatrixContract;
import org.multiprocessing.conformance.crash.KillStormContract;
import org.multiprocessing.conformance.crash.ManagerStormContract;
import org.multiprocessing.conformance.crash.MixedLoadContract;
import org.multiprocessing.conformance.crash.PoolRaceContract;
import org.multiprocessing.conformance.crash.PoolResizeContract;
import org.multiprocessing.conformance.crash.QueueDeathContract;
import org.multiprocessing.conformance.crash.QueueStormContract;
import org.multiprocessing.conformance.crash.StormContract;
import org.multiprocessing.conformance.litmus.LitmusContract;
import org.multiprocessing.conformance.manager.ManagerContract;
import org.multiprocessing.conformance.manager.ManagerEndContract;
import org.multiprocessing.conformance.manager.ManagerLifeContract;
import org.multiprocessing.conformance.manager.RemoteManagerContract;
import org.multiprocessing.conformance.memory.ArrayContract;
import org.multiprocessing.conformance.memory.GuardedContract;
import org.multiprocessing.conformance.memory.SharedMemoryContract;
import org.multiprocessing.conformance.memory.StructContract;
import org.multiprocessing.conformance.memory.ValueContract;
import org.multiprocessing.conformance.pool.CallContract;
import org.multiprocessing.conformance.pool.PoolCallbackContract;
import org.multiprocessing.conformance.pool.PoolCancellationContract;
import org.multiprocessing.conformance.pool.PoolChunkContract;
import org.multiprocessing.conformance.pool.PoolEndContract;
import org.multiprocessing.conformance.pool.PoolErrorContract;
import org.multiprocessing.conformance.pool.PoolExecutorContract;
import org.multiprocessing.conformance.pool.PoolInsightsContract;
import org.multiprocessing.conformance.pool.PoolLazyContract;
import org.multiprocessing.conformance.pool.PoolLifeContract;
import org.multiprocessing.conformance.pool.PoolLimitContract;
import org.multiprocessing.conformance.pool.PoolLoadContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolMemoryContract;
import org.multiprocessing.conformance.pool.PoolNestContract;
import org.multiprocessing.conformance.pool.PoolProgressContract;
import org.multiprocessing.conformance.pool.PoolRefusalContract;
import org.multiprocessing.conformance.pool.PoolResultContract;
import org.multiprocessing.conformance.pool.PoolRetryContract;
import org.multiprocessing.conformance.pool.PoolStaffContract;
import org.multiprocessing.conformance.pool.PoolStartContract;
import org.multiprocessing.conformance.pool.PoolStreamContract;
import org.multiprocessing.conformance.process.ProcessExitContract;
import org.multiprocessing.conformance.process.ProcessFamilyContract;
import org.multiprocessing.conformance.process.ProcessMessageContract;
import org.multiprocessing.conformance.process.ProcessOptionsContract;
import org.multiprocessing.conformance.process.ProcessScaleContract;
import org.multiprocessing.conformance.process.ProcessStateContract;
import org.multiprocessing.conformance.process.ProcessTargetContract;
import org.multiprocessing.conformance.process.ProcessTreeContract;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.sync.BarrierContract;
import org.multiprocessing.conformance.sync.ConditionContract;
import org.multiprocessing.conformance.sync.EventContract;
import org.multiprocessing.conformance.sync.FairnessContract;
import org.multiprocessing.conformance.sync.LockContract;
import org.multiprocessing.conformance.sync.RLockContract;
import org.multiprocessing.conformance.sync.SemaphoreContract;
import org.multiprocessing.conformance.sync.SyncDeathContract;
import org.multiprocessing.process.StartMethod;

/** Every suite, with processes that standby JVMs serve. */
class ForkserverTest {
    interface Forkserver extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.FORKSERVER);
        }
    }

    @Nested
    class ProcessTarget extends ProcessTargetContract implements Forkserver {}

    @Nested
    class ProcessState extends ProcessStateContract implements Forkserver {}

    @Nested
    class ProcessExit extends ProcessExitContract implements Forkserver {}

    @Nested
    class ProcessMessage extends ProcessMessageContract implements Forkserver {}

    @Nested
    class ProcessFamily extends ProcessFamilyContract implements Forkserver {}

    @Nested
    class ProcessScale extends ProcessScaleContract implements Forkserver {}

    @Nested
    class ProcessOptions extends ProcessOptionsContract implements Forkserver {}

    @Nested
    class ProcessTree extends ProcessTreeContract implements Forkserver {}

    @Nested
    class PoolMap extends PoolMapContract implements Forkserver {}

    @Nested
    class PoolLazy extends PoolLazyContract implements Forkserver {}

    @Nested
    class PoolResult extends PoolResultContract implements Forkserver {}

    @Nested
    class PoolCallback extends PoolCallbackContract implements Forkserver {}

    @Nested
    class PoolExecutor extends PoolExecutorContract implements Forkserver {}

    @Nested
    class PoolEnd extends PoolEndContract implements Forkserver {}

    @Nested
    class PoolLife extends PoolLifeContract implements Forkserver {}

    @Nested
    class PoolStart extends PoolStartContract implements Forkserver {}

    @Nested
    class PoolChunk extends PoolChunkContract implements Forkserver {}

    @Nested
    class PoolNest extends PoolNestContract implements Forkserver {}

    @Nested
    class PoolLimit extends PoolLimitContract implements Forkserver {}

    @Nested
    class PoolError extends PoolErrorContract implements Forkserver {}

    @Nested
    class PoolLoad extends PoolLoadContract implements Forkserver {}

    @Nested
    class PoolStaff extends PoolStaffContract implements Forkserver {}

    @Nested
    class PoolMemory extends PoolMemoryContract implements Forkserver {}

    @Nested
    class PoolCancellation extends PoolCancellationContract implements Forkserver {}

    @Nested
    class PoolInsights extends PoolInsightsContract implements Forkserver {}

    @Nested
    class PoolProgress extends PoolProgressContract implements Forkserver {}

    @Nested
    class PoolRefusal extends PoolRefusalContract implements Forkserver {}

    @Nested
    class PoolRetry extends PoolRetryContract implements Forkserver {}

    @Nested
    class PoolStream extends PoolStreamContract implements Forkserver {}

    @Nested
    class Call extends CallContract implements Forkserver {}

    @Nested
    class CrashMatrix extends CrashMatrixContract implements Forkserver {}

    @Nested
    class QueueStorm extends QueueStormContract implements Forkserver {}

    @Nested
    class QueueDeath extends QueueDeathContract implements Forkserver {}

    @Nested
    class KillStorm extends KillStormContract implements Forkserver {}

    @Nested
    class PoolRace extends PoolRaceContract implements Forkserver {}

    @Nested
    class PoolResize extends PoolResizeContract implements Forkserver {}

    @Nested
    class MixedLoad extends MixedLoadContract implements Forkserver {}

    @Nested
    class Storm extends StormContract implements Forkserver {}

    @Nested
    class SharedMemory extends SharedMemoryContract implements Forkserver {}

    @Nested
    class Lock extends LockContract implements Forkserver {}

    @Nested
    class RLock extends RLockContract implements Forkserver {}

    @Nested
    class Guarded extends GuardedContract implements Forkserver {}

    @Nested
    class Value extends ValueContract implements Forkserver {}

    @Nested
    class Array extends ArrayContract implements Forkserver {}

    @Nested
    class Struct extends StructContract implements Forkserver {}

    @Nested
    class SyncDeath extends SyncDeathContract implements Forkserver {}

    @Nested
    class Condition extends ConditionContract implements Forkserver {}

    @Nested
    class Semaphore extends SemaphoreContract implements Forkserver {}

    @Nested
    class Event extends EventContract implements Forkserver {}

    @Nested
    class Barrier extends BarrierContract implements Forkserver {}

    @Nested
    class Litmus extends LitmusContract implements Forkserver {}

    @Nested
    class Fairness extends FairnessContract implements Forkserver {}

    @Nested
    class Queue extends QueueContract implements Forkserver {}

    @Nested
    class JoinableQueue extends JoinableQueueContract implements Forkserver {}

    @Nested
    class Pipe extends PipeContract implements Forkserver {}

    @Nested
    class AwaitAny extends AwaitAnyContract implements Forkserver {}

    @Nested
    class Manager extends ManagerContract implements Forkserver {}

    @Nested
    class RemoteManager extends RemoteManagerContract implements Forkserver {}

    @Nested
    class ManagerLife extends ManagerLifeContract implements Forkserver {}

    @Nested
    class ManagerEnd extends ManagerEndContract implements Forkserver {}

    @Nested
    class ManagerStorm extends ManagerStormContract implements Forkserver {}
}
