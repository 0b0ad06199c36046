package org.multiprocessing.conformance;

import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.channel.AwaitAnyContract;
import org.multiprocessing.conformance.channel.JoinableQueueContract;
import org.multiprocessing.conformance.channel.PipeContract;
import org.multiprocessing.conformance.channel.QueueContract;
import org.multiprocessing.conformance.crash.CrashMatrixContract;
import org.multiprocessing.conformance.crash.PoolRaceContract;
import org.multiprocessing.conformance.manager.ManagerEndContract;
import org.multiprocessing.conformance.manager.ManagerLifeContract;
import org.multiprocessing.conformance.memory.ArrayContract;
import org.multiprocessing.conformance.memory.GuardedContract;
import org.multiprocessing.conformance.memory.SharedMemoryContract;
import org.multiprocessing.conformance.memory.StructContract;
import org.multiprocessing.conformance.memory.ValueContract;
import org.multiprocessing.conformance.pool.CallContract;
import org.multiprocessing.conformance.pool.PoolChunkContract;
import org.multiprocessing.conformance.pool.PoolEndContract;
import org.multiprocessing.conformance.pool.PoolLimitContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolNestContract;
import org.multiprocessing.conformance.pool.PoolRetryContract;
import org.multiprocessing.conformance.pool.PoolStartContract;
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

/**
 * The suites that depend on how processes begin and end, with processes that are fresh JVMs; what a pool does with its workers
 * is the same code as in {@link ForkserverTest}.
 */
class SpawnTest {
    interface Spawn extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.SPAWN);
        }
    }

    @Nested
    class ProcessTarget extends ProcessTargetContract implements Spawn {}

    @Nested
    class ProcessState extends ProcessStateContract implements Spawn {}

    @Nested
    class ProcessExit extends ProcessExitContract implements Spawn {}

    @Nested
    class ProcessMessage extends ProcessMessageContract implements Spawn {}

    @Nested
    class ProcessFamily extends ProcessFamilyContract implements Spawn {}

    @Nested
    class ProcessScale extends ProcessScaleContract implements Spawn {}

    @Nested
    class ProcessOptions extends ProcessOptionsContract implements Spawn {}

    @Nested
    class ProcessTree extends ProcessTreeContract implements Spawn {}

    @Nested
    class PoolMap extends PoolMapContract implements Spawn {}

    @Nested
    class PoolEnd extends PoolEndContract implements Spawn {}

    @Nested
    class PoolStart extends PoolStartContract implements Spawn {}

    @Nested
    class PoolChunk extends PoolChunkContract implements Spawn {}

    @Nested
    class PoolNest extends PoolNestContract implements Spawn {}

    @Nested
    class PoolLimit extends PoolLimitContract implements Spawn {}

    @Nested
    class PoolRetry extends PoolRetryContract implements Spawn {}

    @Nested
    class Call extends CallContract implements Spawn {}

    @Nested
    class CrashMatrix extends CrashMatrixContract implements Spawn {}

    @Nested
    class PoolRace extends PoolRaceContract implements Spawn {}

    @Nested
    class SharedMemory extends SharedMemoryContract implements Spawn {}

    @Nested
    class Lock extends LockContract implements Spawn {}

    @Nested
    class RLock extends RLockContract implements Spawn {}

    @Nested
    class Guarded extends GuardedContract implements Spawn {}

    @Nested
    class Value extends ValueContract implements Spawn {}

    @Nested
    class Array extends ArrayContract implements Spawn {}

    @Nested
    class Struct extends StructContract implements Spawn {}

    @Nested
    class SyncDeath extends SyncDeathContract implements Spawn {}

    @Nested
    class Condition extends ConditionContract implements Spawn {}

    @Nested
    class Semaphore extends SemaphoreContract implements Spawn {}

    @Nested
    class Event extends EventContract implements Spawn {}

    @Nested
    class Barrier extends BarrierContract implements Spawn {}

    @Nested
    class Fairness extends FairnessContract implements Spawn {}

    @Nested
    class Queue extends QueueContract implements Spawn {}

    @Nested
    class JoinableQueue extends JoinableQueueContract implements Spawn {}

    @Nested
    class Pipe extends PipeContract implements Spawn {}

    @Nested
    class AwaitAny extends AwaitAnyContract implements Spawn {}

    @Nested
    class ManagerLife extends ManagerLifeContract implements Spawn {}

    @Nested
    class ManagerEnd extends ManagerEndContract implements Spawn {}
}
