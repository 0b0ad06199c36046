package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.joinAll;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.process.Process;

/** Many processes: at once, below each other, one after the other. */
public abstract class ProcessScaleContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    @TempDir
    Path folder;

    /** Starts processes that tell so and wait. */
    private List<Process> startWaiting(int many, Tally tally, Mark mark) {
        return IntStream.range(0, many)
                .mapToObj(i ->
                        context().process(Jobs::tellAndWaitFor, tally, i, mark).start())
                .toList();
    }

    /** Two hundred at once, which no processor likes. */
    @Test
    @Bound(seconds = 240)
    void twoHundredAtOnce() throws Exception {
        Assumptions.assumeTrue(ALL, "long: multiprocessing.tests=all");
        Mark go = Mark.in(folder, "go");
        Tally tally = Tally.in(folder, "started");
        List<Process> children = startWaiting(200, tally, go);
        Await.equal("all started", Delays.within(java.time.Duration.ofSeconds(90)), 200, tally::count);
        assertThat(activeChildren()).hasSize(200);
        go.set();
        joinAll(children);
        assertThat(children).allMatch(child -> child.exitCode().orElse(-1) == 0);
        assertThat(activeChildren()).isEmpty();
    }

    @Test
    @Bound(seconds = 240)
    void treeOfDepthFive() throws Exception {
        Assumptions.assumeTrue(ALL, "long: multiprocessing.tests=all");
        Tally tally = Tally.in(folder, "tree");
        Process root = context().process(Jobs::branch, method(), tally, "", 5).start();
        root.join();
        assertThat(root.exitCode()).hasValue(0);
        assertThat(tally.lines()).hasSize(63).doesNotHaveDuplicates();
    }

    /** CPython test_many_processes, its second half. */
    @Test
    void manyAreTerminatedAtOnce() throws Exception {
        Mark never = Mark.in(folder, "never");
        Tally tally = Tally.in(folder, "started");
        List<Process> children = startWaiting(10, tally, never);
        Await.equal("all started", Delays.LONG, 10, tally::count);
        children.forEach(Process::terminate);
        joinAll(children);
        assertThat(children).allMatch(child -> child.exitCode().orElse(0) == -15);
    }

    /** CPython TestCloseFds and test_child_fd_inflation. */
    @Test
    void childrenInheritNoDescriptors() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc");
        Path open = Files.createFile(folder.resolve("open"));
        String file = open.toRealPath().toString();
        Mark go = Mark.in(folder, "go");
        Tally told = Tally.in(folder, "told");
        try (var _ = Files.newByteChannel(open);
                ServerSocket server = new ServerSocket(0)) {
            assertThat(server.isBound()).isTrue();
            List<Process> children = IntStream.range(0, 5)
                    .mapToObj(_ -> context()
                            .process(() -> {
                                told.add(socketsAnd(file));
                                go.await();
                            })
                            .start())
                    .toList();
            Await.equal("told", Delays.LONG, 5, told::count);
            go.set();
            joinAll(children);
        }
        assertThat(told.lines()).containsOnly("0");
    }

    /** Returns how many sockets this process has, and how often a file. */
    private static long socketsAnd(String file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(ProcessScaleContract::target)
                    .filter(target -> target.startsWith("socket:") || target.equals(file))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // that by which the folder was read
        }
    }

    /** What a process costs its parent is given back. */
    @Test
    @Bound(seconds = 240)
    void parentStaysAsItIs() throws Exception {
        runAndForget(20);
        long descriptors = descriptors();
        int threads = Thread.activeCount();
        long heap = usedHeap();
        runAndForget(ALL ? 1_000 : 100);
        assertThat(descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors + 12); // of standby JVMs
        assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 8);
        assertThat(usedHeap() - heap).as("bytes of the heap").isLessThan(4L << 20);
    }

    /** Four at a time, as a program with some work would. */
    private void runAndForget(int many) throws InterruptedException {
        for (int i = 0; i < many; i += 4) {
            joinAll(IntStream.range(0, 4)
                    .mapToObj(_ -> context().process(Jobs::nothing).start())
                    .toList());
        }
    }

    private static long descriptors() throws IOException {
        Path self = Path.of("/proc/self/fd");
        if (!Files.isDirectory(self)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(self)) {
            return open.count();
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
