package org.multiprocessing.conformance;

import org.junit.jupiter.api.Nested;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.crash.CrashMatrixContract;
import org.multiprocessing.conformance.crash.KillStormContract;
import org.multiprocessing.conformance.crash.StormContract;
import org.multiprocessing.conformance.pool.CallContract;
import org.multiprocessing.conformance.pool.PoolCallbackContract;
import org.multiprocessing.conformance.pool.PoolEndContract;
import org.multiprocessing.conformance.pool.PoolErrorContract;
import org.multiprocessing.conformance.pool.PoolExecutorContract;
import org.multiprocessing.conformance.pool.PoolLazyContract;
import org.multiprocessing.conformance.pool.PoolLifeContract;
import org.multiprocessing.conformance.pool.PoolLimitContract;
import org.multiprocessing.conformance.pool.PoolLoadContract;
import org.multiprocessing.conformance.pool.PoolMapContract;
import org.multiprocessing.conformance.pool.PoolResultContract;
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
import org.multiprocessing.process.StartMethod;

/** Every suite, with processes that are fresh JVMs. */
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
    class PoolLazy extends PoolLazyContract implements Spawn {}

    @Nested
    class PoolResult extends PoolResultContract implements Spawn {}

    @Nested
    class PoolCallback extends PoolCallbackContract implements Spawn {}

    @Nested
    class PoolExecutor extends PoolExecutorContract implements Spawn {}

    @Nested
    class PoolEnd extends PoolEndContract implements Spawn {}

    @Nested
    class PoolLife extends PoolLifeContract implements Spawn {}

    @Nested
    class PoolStart extends PoolStartContract implements Spawn {}

    @Nested
    class PoolLimit extends PoolLimitContract implements Spawn {}

    @Nested
    class PoolError extends PoolErrorContract implements Spawn {}

    @Nested
    class PoolLoad extends PoolLoadContract implements Spawn {}

    @Nested
    class Call extends CallContract implements Spawn {}

    @Nested
    class CrashMatrix extends CrashMatrixContract implements Spawn {}

    @Nested
    class KillStorm extends KillStormContract implements Spawn {}

    @Nested
    class Storm extends StormContract implements Spawn {}
}
