package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.activeChildren;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.WorkerExited;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** What a forked process begins with: static state as it was when it was started. */
public abstract class ForkStateContract implements Contract {
    private static final String CHANGED = "1 parent null [parent] {parent=1} 1 1 1";

    @TempDir
    Path folder;

    private Mark go;
    private Mark mark;

    @BeforeEach
    void reset() {
        Inherited.reset();
        go = Mark.in(folder, "go");
        mark = Mark.in(folder, "mark");
    }

    @AfterEach
    void resetAgain() {
        Inherited.reset();
    }

    private static void changeAll() {
        Inherited.change(1, "parent");
        Inherited.Nested.number = 1;
    }

    private static void runToEnd(Process process) throws InterruptedException {
        process.start().join();
        assertThat(process.exitCode()).as("%s", process.exitReport()).hasValue(0);
    }

    /** Fields that can be set are; final collections, maps, arrays and atomics are filled; what is null is null. */
    @Test
    void childBeginsWithItsParentsState() throws Exception {
        changeAll();
        go.set();
        runToEnd(context().process(Inherited::tell, go, mark));
        assertThat(mark.text()).isEqualTo(CHANGED);
    }

    /** defect10: a child is a JVM of its own, also with fork, so no lock begins held by a thread that is not there. */
    @Test
    void defect10_lockThatAThreadOfTheParentHoldsIsFreeInTheChild() throws Exception {
        synchronized (ForkStateContract.class) {
            runToEnd(context().process(ForkStateContract::markInMonitor, mark));
        }
        assertThat(mark.isSet()).isTrue();
    }

    /** Needs the monitor that its caller may hold. */
    private static void markInMonitor(Mark mark) throws IOException {
        synchronized (ForkStateContract.class) {
            mark.set();
        }
    }

    /** Its initialiser may start processes, or never have been meant to run. */
    @Test
    void classThatNobodyUsedIsNotInitialised() throws Exception {
        go.set();
        runToEnd(context().process(Inherited::tell, go, mark));
        assertThat(Inherited.Mistake.INITIALISED).hasValue(0);
    }

    /** Taken at start(): no earlier, and no later. */
    @Test
    void stateIsTakenAtStart() throws Exception {
        Process process = context().process(Inherited::tell, go, mark);
        changeAll();
        process.start();
        Inherited.change(2, "too late");
        go.set();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(mark.text()).isEqualTo(CHANGED);
    }

    @Test
    void parentsStateIsItsOwn() throws Exception {
        changeAll();
        go.set();
        runToEnd(context().process(Inherited::tell, go, mark));
        assertThat(Inherited.state()).isEqualTo(CHANGED);
    }

    @Test
    void otherStartMethodsDoNotTakeIt() throws Exception {
        changeAll();
        go.set();
        for (StartMethod method : List.of(StartMethod.SPAWN, StartMethod.FORKSERVER)) {
            Mark own = Mark.in(folder, method.name());
            runToEnd(Multiprocessing.context(method).process(Inherited::tell, go, own));
            assertThat(own.text()).isEqualTo("0 initial initial [] {initial=0} 0 0 0");
        }
    }

    /** Without a word; the child has what its own initialisers made. */
    @Test
    void whatCannotTravelStaysTheChildsOwn() throws Exception {
        Inherited.poison();
        Process process = context().process(Inherited::tellOwn, mark);
        runToEnd(process);
        assertThat(mark.text()).isEqualTo("true true true true true");
        assertThat(process.exitReport().orElseThrow().errorTail()).isEmpty();
    }

    @Test
    void otherClassesAreTakenOverWhenNamed() throws Exception {
        Outsiders.Other.number = 5;
        runToEnd(context().process(Inherited::tellOther, mark));
        assertThat(mark.text()).isEqualTo("0");
        Mark named = Mark.in(folder, "named");
        runToEnd(context().process(() -> Inherited.tellOther(named), o -> o.withInherited(Outsiders.Other.class)));
        assertThat(named.text()).isEqualTo("5");
    }

    /** What was asked for by name and cannot be had is an error, at the start where the start can know. */
    @Test
    void namedFieldThatCannotTravelIsRefused() throws Exception {
        Process process =
                context().process(Jobs::nothing, o -> o.withInherited(Outsiders.Other.class, Outsiders.Stuck.class));
        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Outsiders.Stuck.class.getName())
                .hasMessageContaining("worker")
                .hasMessageContaining("withInherited");
        assertThat(process.state()).isEqualTo(Process.State.NEW);
        assertThat(activeChildren()).doesNotContain(process);
    }

    /** And else in the child, which does not run its target then. */
    @Test
    void namedFieldThatCannotBeSetIsReported() throws Exception {
        Mark ran = mark;
        Process process = context()
                .process(
                        () -> ran.set(),
                        o -> o.withInherited(Outsiders.Fixed.class).withError(new Output.Discard()))
                .start();
        process.join();
        assertThat(process.exitCode()).hasValue(1);
        assertThat(String.join("\n", process.exitReport().orElseThrow().errorTail()))
                .contains(Outsiders.Fixed.class.getName(), "PIDS", "withInherited");
        assertThat(mark.isSet()).isFalse();
    }

    /** Once, at its creation; a worker that comes later begins like the first ones. */
    @Test
    void poolTakesItOnce() throws Exception {
        Outsiders.Other.number = 6;
        List<Integer> many = IntStream.range(0, 8).boxed().toList();
        try (Pool pool = context().pool(2, o -> o.withWorkerOptions(w -> w.withInherited(Outsiders.Other.class)))) {
            Outsiders.Other.number = 7;
            assertThat(pool.map(Inherited::otherNumber, many)).containsOnly(6);
            assertThatThrownBy(() -> pool.apply(() -> Way.EXIT.take())).isInstanceOf(WorkerExited.class);
            assertThat(pool.map(Inherited::otherNumber, many)).containsOnly(6);
        }
    }

    /** The main class is the program's, however deep a process is. */
    @Test
    void grandchildrenBeginWithTheMainClassToo() throws Exception {
        try (Program program = Program.start(folder, ForkProgram.class, method().name())) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(program.output()).containsExactly("child set by main", "grandchild set by the child");
        }
    }
}
