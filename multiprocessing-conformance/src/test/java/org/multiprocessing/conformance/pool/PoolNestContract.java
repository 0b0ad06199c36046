package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.SessionState;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Worker;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** Pools wherever they are made: in the program, in a process, in a task of another pool; by every start method. */
public abstract class PoolNestContract implements Contract {
    @TempDir
    Path folder;

    static List<Integer> mapInAPoolOfItsOwn(StartMethod method) throws Exception {
        try (Pool inner = Multiprocessing.context(method).pool(1)) {
            return inner.map(x -> x * 10 + Worker.current().number(), List.of(1, 2, 3));
        }
    }

    @Test
    void poolInsideAProcess() throws Exception {
        StartMethod method = method();
        Mark result = Mark.in(folder, "result");
        Process process =
                context().process(() -> result.set(mapInAPoolOfItsOwn(method).toString()), o -> o.withDaemon(false));
        process.start().join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(result.text()).isEqualTo("[10, 20, 30]");
    }

    @Test
    void poolInsideATaskOfAPool() throws Exception {
        try (Pool outer = context().pool(2)) {
            assertThat(outer.map(PoolNestContract::mapInAPoolOfItsOwn, List.of(method(), method())))
                    .containsExactly(List.of(10, 20, 30), List.of(10, 20, 30));
        }
    }

    static void liveWithAPool(StartMethod method, Tally started, int depth) throws Exception {
        try (Pool pool = Multiprocessing.context(method).pool(1)) {
            pool.apply(() -> started.add(depth));
            if (depth > 0) {
                Process child = Multiprocessing.context(method)
                        .process(() -> liveWithAPool(method, started, depth - 1))
                        .start();
                child.join();
            }
            Way.SPIN.take();
        }
    }

    private static int bells() throws IOException {
        return SlabCells.ofAllKinds().getOrDefault(SlabLayout.KIND_BELL, 0);
    }

    /** Nobody is left to do it but an ancestor: memory of the pools, their bells, and slots of the table of processes. */
    @Test
    void whatAFamilyWithPoolsLeavesGoesWhenItIsKilled() throws Exception {
        needs(Trait.KILL, Trait.JVM);
        StartMethod method = method();
        int bells = bells();
        Tally started = Tally.in(folder, "started");
        Process process =
                context().process(() -> liveWithAPool(method, started, 2)).start();
        Await.equal("pools that work", 3, started::count);
        process.kill();
        process.join();
        Await.equal("the files of pools", List.of(), () -> SlabCells.files("segment-"));
        Await.equal("bells", bells, PoolNestContract::bells);
        Await.equal("slots of the dead", List.of(), SessionState::slotsOfTheDead);
    }

    @Test
    void whatIsDoneAroundTasksIsDoneByEveryStartMethod() throws Exception {
        Tally tally = Tally.in(folder, "order");
        try (Pool pool = context()
                .pool(
                        1,
                        o -> o.withName("nested")
                                .withInitializer(() -> tally.add("initializer"))
                                .withWorkerState(() -> {
                                    tally.add("state");
                                    return "state of " + Worker.current().name();
                                })
                                .withFinalizer(() -> tally.add(
                                        "finalizer of " + Worker.current().state(String.class))))) {
            assertThat(pool.apply(() -> (String) Worker.current().state(CharSequence.class)))
                    .isEqualTo("state of nested-1");
        }
        assertThat(tally.lines()).containsExactly("initializer", "state", "finalizer of state of nested-1");
    }

    /** The workers that were started are ended, threads too. */
    @Test
    void failingConstructionLeavesNothing() {
        AtomicInteger started = new AtomicInteger();
        assertThatThrownBy(() -> context()
                        .pool(
                                3,
                                o -> o.withFinalizer(() -> {}).withWorkerOptions(w -> {
                                    if (started.incrementAndGet() == 3) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                    return w;
                                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
    }
}
