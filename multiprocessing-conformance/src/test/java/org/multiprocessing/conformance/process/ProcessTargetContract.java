package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.joinAll;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Standbys;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.Process.State;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.NotShareableException;

/** What a process can be given to run, what it knows of itself there, and what its name is. */
public abstract class ProcessTargetContract implements Contract {
    @TempDir
    Path folder;

    /** A function with named state. */
    record Writer(Mark mark, int number) implements Action {
        @Override
        public void execute() throws IOException {
            mark.set("record " + number);
        }
    }

    /** Has a field that cannot travel, two steps away from a function that captures it. */
    record Holder(Inner inner) {}

    record Inner(Thread thread) {}

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static void runToEnd(Process process) throws InterruptedException {
        process.start().join();
        assertThat(process.exitCode()).hasValue(0);
    }

    /** CPython test_process: the whole life, seen from both sides. */
    @Test
    void wholeLife() throws Exception {
        needs(Trait.JVM);
        Mark started = mark("started");
        Mark go = mark("go");
        Process process = context().process(() -> {
            started.set(Jobs.self());
            go.await();
        });
        assertThat(process.isAlive()).isFalse();
        assertThat(process.isDaemon()).isFalse();
        assertThat(activeChildren()).doesNotContain(process);

        assertThat(process.start()).isSameAs(process);

        assertThat(activeChildren()).contains(process);
        assertThat(process.isAlive()).isTrue();
        assertThat(process.exitCode()).isEmpty();
        assertThat(started.awaitText())
                .isEqualTo(process.name() + " " + process.pid() + " false true RUNNING false")
                .doesNotContain(" " + ProcessHandle.current().pid() + " ");
        go.set();
        process.join();

        assertThat(process.exitCode()).hasValue(0);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.state()).isEqualTo(State.ENDED);
        assertThat(activeChildren()).doesNotContain(process);
    }

    @Test
    void lambdaTakesItsCaptures() throws Exception {
        Mark mark = mark("result");
        int number = 7;
        List<String> words = List.of("a", "b");
        runToEnd(context().process(() -> mark.set(number + " " + words)));
        assertThat(mark.text()).isEqualTo("7 [a, b]");
    }

    @Test
    void argumentsArriveAsGiven() throws Exception {
        Mark mark = mark("result");
        Process one = context().process(mark::set, "one").start();
        one.join();
        assertThat(mark.text()).isEqualTo("one");
        runToEnd(context().process(Jobs::one, mark, 1));
        assertThat(mark.text()).isEqualTo("1");
        runToEnd(context().process(Jobs::two, mark, null, List.of(2.5)));
        assertThat(mark.text()).isEqualTo("null,[2.5]");
        runToEnd(context().process(Jobs::three, mark, 'c', 4L, "d"));
        assertThat(mark.text()).isEqualTo("c,4,d");
    }

    @Test
    void subclassRunsWithItsFields() throws Exception {
        Mark mark = mark("result");
        Greeter greeter = new Greeter(method(), mark, "hello");
        runToEnd(greeter);
        assertThat(greeter.name()).startsWith("Greeter-");
        assertThat(mark.text()).isEqualTo("hello from " + greeter.name());
        if (has(Trait.COPY)) {
            assertThat(greeter.greeting()).as("the child has a copy").isEqualTo("hello");
        }
    }

    @Test
    void recordIsATarget() throws Exception {
        Mark mark = mark("result");
        runToEnd(context().process(new Writer(mark, 5)));
        assertThat(mark.text()).isEqualTo("record 5");
    }

    @Test
    void processWithoutTargetEndsAtOnce() throws Exception {
        runToEnd(new Process(o -> o.withStartMethod(method())));
    }

    @Test
    void nullTargetIsRefused() {
        Action none = null;
        assertThatThrownBy(() -> context().process(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("target");
    }

    @Test
    void staticStateIsNotShared() throws Exception {
        needs(Trait.FRESH_STATE);
        Mark mark = mark("result");
        Jobs.state = "changed by the parent";
        try {
            runToEnd(context().process(Jobs::tellState, mark));
            assertThat(mark.text()).isEqualTo("initial");
            assertThat(Jobs.state).isEqualTo("changed by the parent");
        } finally {
            Jobs.state = "initial";
        }
    }

    /** What is captured is copied by start, no earlier and no later. */
    @Test
    void capturesAreCopiedAtStart() throws Exception {
        needs(Trait.COPY);
        Mark go = mark("go");
        Mark mark = mark("result");
        List<String> words = new ArrayList<>(List.of("made"));
        Process process = context().process(() -> {
            go.await();
            mark.set(words.toString());
        });
        words.add("before start");
        process.start();
        words.add("after start");
        go.set();
        process.join();
        assertThat(mark.text()).isEqualTo("[made, before start]");
    }

    /** What a function captures and cannot travel is named, with the way to it; and nothing is left running. */
    @Test
    void captureThatCannotTravelIsRefused() throws Exception {
        needs(Trait.COPY);
        Holder holder = new Holder(new Inner(Thread.currentThread()));
        Process process = context().process(() -> System.out.println(holder));
        NotShareableException refused = catchThrowableOfType(NotShareableException.class, process::start);
        assertThat(refused.path()).endsWith("inner.thread");
        assertThat(refused.offendingClass()).isEqualTo(Thread.class.getName());
        assertThat(refused).hasMessageContaining("java.lang.Thread").hasMessageContaining(refused.path());
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode()).isEmpty();
        Await.equal("no child left", List.of(), Standbys::otherChildren);
        assertThat(activeChildren()).as("a child that was not started is none").doesNotContain(process);
    }

    /** A lambda in an instance method takes its object along, which most often was not meant. */
    @Test
    void capturedThisIsRefusedWithAdvice() {
        needs(Trait.COPY);
        Process process = context().process(() -> System.out.println(folder));
        assertThatThrownBy(process::start)
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("this")
                .hasMessageContaining("static");
    }

    // ---- who am I

    /** CPython test_current. */
    @Test
    void mainProcessKnowsItself() {
        Process self = currentProcess();
        assertThat(self).isSameAs(currentProcess());
        assertThat(self.name()).isEqualTo("MainProcess");
        assertThat(self.isAlive()).isTrue();
        assertThat(self.isDaemon()).isFalse();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.exitCode()).isEmpty();
    }

    @Test
    void namesAreNumberedByCreation() {
        Process first = context().process(Jobs::nothing);
        Process second = context().process(Jobs::nothing);
        int number = Integer.parseInt(first.name().substring("Process-".length()));
        assertThat(second.name()).isEqualTo("Process-" + (number + 1));
        assertThat(context().process(Jobs::nothing, o -> o.withName("parser")).name())
                .isEqualTo("parser");
    }

    /** Names may be long, and are not only ASCII. */
    @Test
    void longNamesArrive() throws Exception {
        Mark mark = mark("name");
        String name = "caf\u00e9 \ud83d\udc18 ".repeat(60) + "end";
        Process process = context().process(() -> mark.set(currentProcess().name()), o -> o.withName(name));
        runToEnd(process);
        assertThat(process.exitReport().orElseThrow().name()).isEqualTo(name);
        assertThat(mark.text()).isEqualTo(name);
    }

    /** A child's child is named after its place in the tree, as in CPython. */
    @Test
    void nestedNamesShowThePlaceInTheTree() throws Exception {
        Mark childs = mark("child");
        Mark grandchilds = mark("grandchild");
        Process child = context().process(Jobs::tellSelfAndChild, method(), childs, grandchilds);
        runToEnd(child);
        assertThat(childs.text()).startsWith(child.name() + " " + child.pid() + " ");
        assertThat(grandchilds.text()).matches(child.name() + ":1 \\d+ false true RUNNING false");
    }

    // ---- many

    /** CPython test_active_children. */
    @Test
    void activeChildrenAreThoseThatLive() throws Exception {
        Mark go = mark("go");
        List<Process> children = IntStream.range(0, 3)
                .mapToObj(_ -> context().process(Jobs::waitFor, go))
                .toList();
        children.forEach(Process::start);
        assertThat(activeChildren()).containsAll(children);
        go.set();
        joinAll(children);
        assertThat(activeChildren()).doesNotContainAnyElementsOf(children);
    }

    /** CPython test_recursion: processes started from processes. */
    @Test
    void processesStartProcesses() throws Exception {
        Tally tally = Tally.in(folder, "tree");
        runToEnd(context().process(Jobs::branch, method(), tally, "root", 2));
        assertThat(tally.lines())
                .containsExactlyInAnyOrder("root", "rootl", "rootr", "rootll", "rootlr", "rootrl", "rootrr");
    }

    @Test
    void manyThreadsStartProcesses() throws Exception {
        Tally tally = Tally.in(folder, "done");
        ConcurrentLinkedQueue<Process> started = new ConcurrentLinkedQueue<>();
        List<Thread> starters = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    for (int j = 0; j < 3; j++) {
                        started.add(context().process(tally::add, i * 10 + j).start());
                    }
                }))
                .toList();
        for (Thread starter : starters) {
            Await.join("a starter", starter);
        }
        joinAll(started);
        assertThat(started).hasSize(12).allMatch(child -> child.exitCode().orElse(-1) == 0);
        assertThat(tally.lines()).hasSize(12).doesNotHaveDuplicates();
    }

    /** CPython test_many_processes. */
    @Test
    @Bound(seconds = 120)
    void fiftyAtOnce() throws Exception {
        Mark go = mark("go");
        Tally tally = Tally.in(folder, "started");
        List<Process> children = IntStream.range(0, 50)
                .mapToObj(i -> context().process(Jobs::tellAndWaitFor, tally, i, go))
                .toList();
        children.forEach(Process::start);
        Await.equal("all started", Delays.within(Duration.ofSeconds(90)), 50, tally::count);
        assertThat(children).allMatch(Process::isAlive);
        go.set();
        joinAll(children);
        assertThat(children).allMatch(child -> child.exitCode().orElse(-1) == 0);
        assertThat(children.stream().map(Process::pid).distinct()).hasSize(has(Trait.JVM) ? 50 : 1);
    }

    /** CPython test_lose_target_ref: what is copied at the start is not kept by who has started it. */
    @Test
    void targetIsForgottenAfterTheStart() throws Exception {
        needs(Trait.JVM);
        List<String> captured = new ArrayList<>(List.of("large, perhaps"));
        WeakReference<Object> known = new WeakReference<>(captured);
        Process process = context().process(sizeOf(captured)).start();
        captured = null;
        process.join();
        Await.until("it is collected", () -> {
            System.gc();
            return known.get() == null;
        });
        assertThat(process.exitCode()).hasValue(0);
    }

    private static Action sizeOf(List<String> list) {
        return () -> assertThat(list.size()).isEqualTo(1);
    }
}
