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
import org.multiprocessing.conformance.manager.ManagerEndContract;
import org.multiprocessing.conformance.manager.ManagerLifeContract;
import org.multiprocessing.conformance.memory.ArrayContract;
import org.multiprocessing.conformance.memory.GuardedContract;
import org.multiprocessing.conformance.memory.SharedMemoryContract;
import org.multiprocessing.conformance.memory.StructContract;
import org.multiprocessing.conformance.memory.ValueContract;
import org.multiprocessing.conformance.pool.CallContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolNestContract;
import org.multiprocessing.conformance.pool.PoolStartContract;
import org.multiprocessing.conformance.process.ForkStateContract;
import org.multiprocessing.conformance.process.ProcessExitContract;
import org.multiprocessing.conformance.process.ProcessFamilyContract;
import org.multiprocessing.conformance.process.ProcessMessageContract;
import org.multiprocessing.conformance.process.ProcessOptionsContract;
import org.multiprocessing.conformance.process.ProcessStateContract;
import org.multiprocessing.conformance.process.ProcessTargetContract;
import org.multiprocessing.conformance.process.ProcessTreeContract;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.sync.LockContract;
import org.multiprocessing.conformance.sync.SemaphoreContract;
import org.multiprocessing.process.StartMethod;

/** The suites about processes, and the beginnings of pools, with processes that begin with a snapshot of static state. */
class ForkTest {
    interface Fork extends Contract {
        @Override
        default Context context() {
            return Multiprocessing.context(StartMethod.FORK);
        }
    }

    @Nested
    class ForkState extends ForkStateContract implements Fork {}

    @Nested
    class ProcessTarget extends ProcessTargetContract implements Fork {}

    @Nested
    class ProcessState extends ProcessStateContract implements Fork {}

    @Nested
    class ProcessExit extends ProcessExitContract implements Fork {}

    @Nested
    class ProcessMessage extends ProcessMessageContract implements Fork {}

    @Nested
    class ProcessFamily extends ProcessFamilyContract implements Fork {}

    @Nested
    class ProcessOptions extends ProcessOptionsContract implements Fork {}

    @Nested
    class ProcessTree extends ProcessTreeContract implements Fork {}

    @Nested
    class PoolMap extends PoolMapContract implements Fork {}

    @Nested
    class PoolStart extends PoolStartContract implements Fork {}

    @Nested
    class PoolNest extends PoolNestContract implements Fork {}

    @Nested
    class CrashMatrix extends CrashMatrixContract implements Fork {}

    @Nested
    class Call extends CallContract implements Fork {}

    @Nested
    class SharedMemory extends SharedMemoryContract implements Fork {}

    @Nested
    class Guarded extends GuardedContract implements Fork {}

    @Nested
    class Value extends ValueContract implements Fork {}

    @Nested
    class Array extends ArrayContract implements Fork {}

    @Nested
    class Struct extends StructContract implements Fork {}

    @Nested
    class Lock extends LockContract implements Fork {}

    @Nested
    class Semaphore extends SemaphoreContract implements Fork {}

    @Nested
    class Queue extends QueueContract implements Fork {}

    @Nested
    class JoinableQueue extends JoinableQueueContract implements Fork {}

    @Nested
    class Pipe extends PipeContract implements Fork {}

    @Nested
    class AwaitAny extends AwaitAnyContract implements Fork {}

    @Nested
    class Manager extends ManagerContract implements Fork {}

    @Nested
    class ManagerLife extends ManagerLifeContract implements Fork {}

    @Nested
    class ManagerEnd extends ManagerEndContract implements Fork {}
}
