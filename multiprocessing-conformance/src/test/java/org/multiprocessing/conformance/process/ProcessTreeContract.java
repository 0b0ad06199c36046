package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;

/** What becomes of the children, and of the session's folder, when the main process ends, in whatever way. */
@Tag("core")
public abstract class ProcessTreeContract implements Contract {
    /** What the library promises: no orphan lives longer. */
    private static final Duration ORPHAN_BOUND = Delays.within(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    /** Where the programs' sessions live. */
    @TempDir
    Path sessions;

    private Program start(String what, String... jvmArguments) throws IOException {
        needs(Trait.JVM);
        return Program.start(
                sessions, List.of(jvmArguments), TreeProgram.class, what, folder.toString(), method().name());
    }

    private List<Path> sessionFolders() throws IOException {
        try (Stream<Path> files = Files.list(sessions)) {
            return files.toList();
        }
    }

    // ---- the main process ends by itself

    @Test
    void returningFromMainWaitsForChildren() throws Exception {
        try (Program program = start("return-with-child")) {
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(program.output()).containsExactly("child done");
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** defect32: a daemon holds nobody up, and does not live on. */
    @Test
    void defect32_returningFromMainEndsDaemons() throws Exception {
        try (Program program = start("return-with-daemon")) {
            Await.until(
                    "the daemon runs",
                    () -> !program.isAlive() || !program.descendants().isEmpty());
            List<ProcessHandle> children = program.descendants();
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(Unix.running(children)).isEmpty();
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** defect24: a pool that nobody closes keeps no program alive. */
    @Test
    void defect24_leakedPoolEndsWithTheProgram() throws Exception {
        try (Program program = start("return-with-pool")) {
            assertThat(program.awaitLine("sum")).isEqualTo("[2, 3, 4]");
            List<ProcessHandle> children = program.descendants();
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(Unix.running(children)).isEmpty();
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** What was given before shutdown is done, as by the JDK's executors. */
    @Test
    void returningFromMainWaitsForAPoolThatWasShutDown() throws Exception {
        try (Program program = start("return-with-draining-pool")) {
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(program.output()).hasSize(6).containsOnly("child done");
        }
        assertThat(sessionFolders()).isEmpty();
    }

    @Test
    void exitDoesNotWaitForAPoolThatWasShutDown() throws Exception {
        try (Program program = start("exit-with-draining-pool")) {
            assertThat(program.awaitExit()).as(program.toString()).isEqualTo(7);
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** Whether its pool has ended by then or not: the task ends, and the program. */
    @Test
    void taskThatAShutdownHookGivesEnds() throws Exception {
        try (Program program = start("task-in-a-hook")) {
            assertThat(program.awaitLine("end")).containsAnyOf("Cancelled", "has been shut down");
            assertThat(program.awaitExit()).as(program.toString()).isZero();
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** System.exit waits for nobody: what does not end when asked is killed. */
    @Test
    void exitEndsTheTree() throws Exception {
        try (Program program = start("exit")) {
            Tally tree = Tally.in(folder, "tree");
            Await.equal("all of the tree runs", 6, tree::count);
            List<ProcessHandle> children = program.descendants();
            assertThat(program.awaitExit()).as(program.toString()).isEqualTo(7);
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(children));
        }
        assertThat(sessionFolders()).isEmpty();
    }

    @Test
    void terminationEndsTheTreeInAnOrderlyWay() throws Exception {
        try (Program program = start("hook")) {
            program.awaitLine("ready");
            List<ProcessHandle> children = program.descendants();
            assertThat(children).isNotEmpty();
            Unix.signal("TERM", program.handle().pid());
            assertThat(program.awaitExit()).isEqualTo(143);
            assertThat(Unix.running(children)).isEmpty();
            assertThat(Mark.in(folder, "hooked").isSet()).isTrue();
        }
        assertThat(sessionFolders()).isEmpty();
    }

    /** defect09: a terminal interrupts every process of the group; the children leave that to the program. */
    @Test
    void defect09_interruptFromTheTerminalEndsTheTreeQuietly() throws Exception {
        Assumptions.assumeFalse(
                Unix.ignoresInterrupts(), "a shell's background job, which ignores them with all that it starts");
        try (Program program = start("tree")) {
            program.awaitLine("ready");
            List<ProcessHandle> children = program.descendants();
            for (ProcessHandle child : children) {
                Unix.signal("INT", child.pid());
            }
            assertThat(Unix.running(children)).hasSameSizeAs(children);
            Unix.signal("INT", program.handle().pid());
            assertThat(program.awaitExit()).isEqualTo(130);
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(children));
            assertThat(program.errors()).noneMatch(line -> line.contains("Exception"));
        }
        assertThat(sessionFolders()).isEmpty();
    }

    // ---- what children have of the main process

    /** CPython TestFlags: what decides how code runs is the same in children; how much memory a JVM takes is its own affair. */
    @Test
    void childrenHaveTheProgramsFlagsButNotItsTuning() throws Exception {
        String[] flags = {"-ea", "-Dtree-program.flag=a b", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Xss3m"};
        try (Program program = start("flags", flags)) {
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(program.output())
                    .containsExactly("assertions true", "property a b", "opened true", "tuning false");
        }
    }

    // ---- the main process is killed

    /** defect32: orphans end within a second, whatever they are busy with, and their children too. */
    @Test
    void defect32_killedProgramLeavesNoOrphans() throws Exception {
        try (Program program = start("tree")) {
            program.awaitLine("ready");
            List<ProcessHandle> children = program.descendants();
            assertThat(children).hasSizeGreaterThanOrEqualTo(6);
            program.kill();
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(children));
        }
    }

    /** A stopped child can do nothing about it; the system does. */
    @Test
    void stoppedOrphanEndsToo() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "PR_SET_PDEATHSIG");
        Assumptions.assumeFalse(
                "portable".equals(System.getProperty("multiprocessing.os")), "no promise without system calls");
        // a standby JVM that is only just being launched when it is stopped has not asked yet
        try (Program program = start("tree", "-Dmultiprocessing.standby=0")) {
            program.awaitLine("ready");
            Delays.pass(Delays.within(Duration.ofSeconds(2))); // a child asks the system once it has lived a moment
            List<ProcessHandle> children = program.descendants();
            for (ProcessHandle child : children) {
                Unix.stop(child.pid());
            }
            program.kill();
            Await.equal("no survivor", ORPHAN_BOUND, List.of(), () -> Unix.running(children));
        }
    }

    /** defect18: what a killed program leaves is gone after the next start of any other, and nobody is told of it. */
    @Test
    void defect18_nextProgramSweepsWhatAKilledOneLeft() throws Exception {
        try (Program killed = start("session")) {
            killed.awaitLine("ready");
            assertThat(sessionFolders()).hasSize(1);
            killed.kill();
        }
        assertThat(sessionFolders()).hasSize(1);
        try (Program next = start("once")) {
            assertThat(next.awaitExit()).as(next.toString()).isZero();
            assertThat(next.output()).containsExactly("done");
            assertThat(next.errors()).isEmpty();
        }
        assertThat(sessionFolders()).isEmpty();
    }

    @Test
    void sweepingSparesTheLiving() throws Exception {
        try (Program living = start("session")) {
            living.awaitLine("ready");
            List<Path> before = sessionFolders();
            try (Program next = start("once")) {
                assertThat(next.awaitExit()).as(next.toString()).isZero();
            }
            assertThat(sessionFolders()).isEqualTo(before);
            try (Stream<Path> files = Files.list(before.getFirst())) {
                assertThat(files.map(file -> file.getFileName().toString())).contains("control", "alive");
            }
        }
    }

    @Test
    void sessionIsPrivate() throws Exception {
        try (Program program = start("session")) {
            program.awaitLine("ready");
            Path session = sessionFolders().getFirst();
            Assumptions.assumeTrue(
                    session.getFileSystem().supportedFileAttributeViews().contains("posix"), "POSIX permissions");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void missingSessionsFolderIsNamed() throws Exception {
        Path missing = sessions.resolve("missing");
        try (Program program = Program.start(missing, TreeProgram.class, "once", folder.toString(), method().name())) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.errors())
                    .anyMatch(line -> line.contains("multiprocessing.dir") && line.contains(missing.toString()));
        }
    }

    // ---- processes that start themselves

    /** CPython TestNoForkBomb: the error names the class, and there are no more processes than the first. */
    @Test
    void staticInitialiserThatStartsAProcessIsRefused() throws Exception {
        try (Program program = start("static-process")) {
            assertThat(program.awaitLine("exit code")).isEqualTo("1");
            assertThat(program.descendants()).as("no fork bomb").hasSizeLessThanOrEqualTo(2); // standby JVMs
            assertThat(program.awaitExit()).isZero();
            assertThat(program.errors())
                    .anyMatch(line ->
                            line.contains("static initialiser of " + TreeProgram.StartsProcess.class.getName()));
        }
    }

    /** While its target is decoded, a child is itself already, and not the main process. */
    @Test
    void staticInitialiserKnowsItsProcess() throws Exception {
        try (Program program = start("static-name")) {
            assertThat(program.awaitLine("where")).isEqualTo("Process-1");
            assertThat(program.awaitExit()).isZero();
        }
    }

    @Test
    void staticInitialiserThatMakesAPoolIsRefused() throws Exception {
        try (Program program = start("static-pool")) {
            assertThat(program.awaitLine("outcome"))
                    .contains("Failure", "static initialiser of " + TreeProgram.StartsPool.class.getName());
            assertThat(program.awaitExit()).isZero();
        }
    }

    /** Sixteen deep, and then an error that says so. */
    @Test
    @Bound(seconds = 120)
    void depthIsLimited() throws Exception {
        try (Program program = start("matryoshka")) {
            assertThat(program.awaitLine("exit code", Delays.LONGEST)).isEqualTo("1");
            assertThat(program.awaitExit()).isZero();
            assertThat(Tally.in(folder, "nested").count()).isEqualTo(16);
            assertThat(program.errors()).anyMatch(line -> line.contains("at most 16"));
        }
    }
}
