package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.awaitAny;
import static org.multiprocessing.Multiprocessing.cpuCount;
import static org.multiprocessing.Multiprocessing.joinAll;
import static org.multiprocessing.Multiprocessing.parentProcess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;

/** Who is whose parent, child, daemon; and waiting for several at once. */
public abstract class ProcessFamilyContract implements Contract {
    @TempDir
    Path folder;

    private Mark mark(String name) {
        return Mark.in(folder, name);
    }

    private static void runToEnd(Process process) throws InterruptedException {
        process.start().join();
        assertThat(process.exitCode()).hasValue(0);
    }

    // ---- who is who

    @Test
    void subclassIsTheProcessThatItRunsIn() throws Exception {
        Mark mark = mark("self");
        runToEnd(new Introvert(method(), mark));
        assertThat(mark.text()).isEqualTo("true");
    }

    @Test
    void mainProcessHasNoParent() {
        assertThat(parentProcess()).isEmpty();
    }

    /** CPython test_parent_process, over three generations. */
    @Test
    void eachKnowsItsParentAndItsChildren() throws Exception {
        needs(Trait.JVM);
        Tally tally = Tally.in(folder, "family");
        Process child = context().process(Talks::tellFamily, method(), tally, 2);
        runToEnd(child);
        List<String[]> lines =
                tally.lines().stream().map(line -> line.split(" ")).toList();
        assertThat(lines).hasSize(3);
        String[] first = lines.get(2);
        String[] second = lines.get(1);
        String[] third = lines.get(0);
        String cpus = Integer.toString(cpuCount());
        assertThat(first)
                .containsExactly(
                        child.name(),
                        Long.toString(child.pid()),
                        "MainProcess",
                        Long.toString(ProcessHandle.current().pid()),
                        "true",
                        cpus,
                        "0",
                        "true",
                        "0");
        assertThat(second)
                .containsExactly(child.name() + ":1", second[1], first[0], first[1], "true", cpus, "0", "true", "0");
        assertThat(third).containsExactly(child.name() + ":1:1", third[1], second[0], second[1], "true", cpus, "0");
        assertThat(List.of(first[1], second[1], third[1])).doesNotHaveDuplicates();
    }

    @Test
    void defaultNamesShowThePlaceAndTheClass() throws Exception {
        Mark names = mark("names");
        var method = method();
        Process child = context().process(() -> Talks.tellNames(method, names), o -> o.withName("renamed"));
        Process next = context().process(Jobs::nothing);
        runToEnd(child);
        int place = Integer.parseInt(next.name().substring("Process-".length())) - 1;
        assertThat(names.text()).isEqualTo("Process-" + place + ":1 Process-" + place + ":2 Greeter-" + place + ":3");
    }

    // ---- daemons

    /** CPython test_daemon_argument: inherited unless said; and a daemon may not have children. */
    @Test
    void daemonsMayNotStartProcesses() throws Exception {
        Mark told = mark("told");
        Mark others = mark("others");
        var method = method();
        Process daemon = context().process(() -> Talks.tellDaemon(method, told), o -> o.withDaemon(true));
        Process other = context().process(() -> Talks.tellDaemon(method, others), o -> o.withDaemon(false));
        assertThat(daemon.isDaemon()).isTrue();
        runToEnd(daemon);
        runToEnd(other);
        assertThat(told.text())
                .startsWith("true true false ")
                .contains(daemon.name(), "is a daemon", "withDaemon(false)");
        assertThat(others.text()).isEqualTo("false false false started");
    }

    /** A pool's workers are daemons, but their tasks may start processes, and wait for them. */
    @Test
    void tasksMayStartProcesses() throws Exception {
        needs(Trait.JVM);
        Mark told = mark("told");
        var method = method();
        try (Pool pool = context().pool(1)) {
            assertThat(pool.apply(() -> Talks.startFromTask(method, told))).isEqualTo("false 0");
        }
        assertThat(told.text()).contains(" false true RUNNING");
    }

    // ---- waiting for several

    @Test
    void firstOfSeveralIsReturned() throws Exception {
        List<Mark> marks = List.of(mark("a"), mark("b"), mark("c"));
        List<Process> children = marks.stream()
                .map(go -> context().process(Jobs::waitFor, go).start())
                .toList();
        assertThat(awaitAny(children, Delays.SHORT)).isEmpty();
        assertThat(awaitAny(children, Duration.ZERO)).isEmpty();
        assertThat(awaitAny(children, Duration.ofSeconds(-1))).isEmpty();
        marks.get(1).set();
        assertThat(awaitAny(children)).containsExactly(children.get(1));
        assertThat(awaitAny(children, Delays.LONG)).containsExactly(children.get(1));
        marks.get(2).set();
        children.get(2).join();
        assertThat(awaitAny(children.reversed())).containsExactly(children.get(2), children.get(1));
        marks.get(0).set();
        joinAll(children);
        assertThat(awaitAny(children)).isEqualTo(children);
    }

    @Test
    void noneIsReadyOfNone() throws Exception {
        assertThat(awaitAny(List.<Process>of())).isEmpty();
        assertThat(awaitAny(List.<Process>of(), Delays.LONG)).isEmpty();
        joinAll(List.of());
    }

    @Test
    void interruptEndsTheWaitForSeveral() throws Exception {
        Mark go = mark("go");
        Process process = context().process(Jobs::waitFor, go).start();
        Thread waiter = Thread.currentThread();
        Thread.ofPlatform().start(() -> {
            Delays.pass(Delays.SHORT);
            waiter.interrupt();
        });
        assertThatThrownBy(() -> awaitAny(List.of(process))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        waiter.interrupt();
        assertThatThrownBy(() -> awaitAny(List.of(process), Delays.LONG)).isInstanceOf(InterruptedException.class);
        waiter.interrupt();
        assertThatThrownBy(() -> joinAll(List.of(process))).isInstanceOf(InterruptedException.class);
        assertThat(process.isAlive()).isTrue();
        go.set();
        process.join();
    }

    @Test
    void whatWasNotStartedCannotBeWaitedFor() throws Exception {
        Mark go = mark("go");
        Process started = context().process(Jobs::waitFor, go).start();
        Process fresh = context().process(Jobs::nothing);
        assertThatThrownBy(() -> awaitAny(List.of(started, fresh)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fresh.name())
                .hasMessageContaining("start");
        assertThatThrownBy(() -> awaitAny(List.of(started, fresh), Delays.LONG))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> awaitAny(List.of(started, fresh), Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> joinAll(List.of(fresh))).isInstanceOf(IllegalStateException.class);
        go.set();
        started.join();
    }

    /** Many at once; where a process is cheap, two hundred. */
    @Test
    @Bound(seconds = 120)
    void anyOfMany() throws Exception {
        int many = has(Trait.JVM) && !"all".equals(System.getProperty("multiprocessing.tests")) ? 12 : 200;
        List<Mark> marks =
                IntStream.range(0, many).mapToObj(i -> mark("go-" + i)).toList();
        List<Process> children = marks.stream()
                .map(go -> context().process(Jobs::waitFor, go).start())
                .toList();
        assertThat(activeChildren()).containsAll(children);
        marks.get(many - 2).set();
        assertThat(awaitAny(children, Delays.LONG)).containsExactly(children.get(many - 2));
        for (Mark go : marks) {
            go.set();
        }
        joinAll(children);
        assertThat(awaitAny(children)).isEqualTo(children);
        assertThat(activeChildren()).doesNotContainAnyElementsOf(children);
    }

    /** Who looks at intervals, for as long as a process lives, must not fill the heap with it. */
    @Test
    void waitingInVainLeavesNothing() throws Exception {
        Mark go = mark("go");
        Process process = context().process(Jobs::waitFor, go).start();
        long before = usedHeap();
        for (int i = 0; i < 20_000; i++) {
            if (!awaitAny(List.of(process), Duration.ofNanos(1)).isEmpty()) {
                throw new AssertionError("it has not ended");
            }
        }
        assertThat(usedHeap() - before).as("bytes more in use").isLessThan(5L << 20);
        go.set();
        process.join();
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
