package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Program;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.memory.ShareableList;
import org.multiprocessing.memory.SharedMemory;

/** Blocks by name between programs, and what becomes of them when their program ends, in whatever way. */
@Tag("core")
class NamedMemoryTest {
    private static final String NAME = "block";

    /** Where the programs' sessions live, and so their blocks. */
    @TempDir
    Path sessions;

    private Path block() {
        return sessions.resolve(NAME);
    }

    private Program start(String what) throws IOException {
        return Program.start(sessions, MemoryProgram.class, what, NAME);
    }

    private List<String> run(String what) throws Exception {
        try (Program program = start(what)) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            return program.output();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(sessions)) {
            return files.toList();
        }
    }

    /** Kills a program that has said that it is ready. */
    private static void kill(Program program) throws Exception {
        program.awaitLine("ready");
        List<ProcessHandle> children = program.descendants();
        program.kill();
        Await.equal("no survivor", List.of(), () -> Unix.running(children));
    }

    @Test
    void unrelatedProgramAttachesByName() throws Exception {
        try (Program creator = start("create-and-wait")) {
            creator.awaitLine("ready");
            assertThat(run("attach")).containsExactly("content 1");
            assertThat(run("attach")).containsExactly("content 2"); // whoever attaches takes nothing away
        }
    }

    /** This JVM's own blocks lie where its session does; the other program is told where that is. */
    @Test
    void unrelatedProgramWritesIntoAList() throws Exception {
        String name = "jsm-list-" + ProcessHandle.current().pid();
        try (ShareableList<Object> list = ShareableList.create(name, List.of(1, "a text of some length"))) {
            try (Program other = Program.start(home(), MemoryProgram.class, "list", name)) {
                assertThat(other.awaitExit()).as("%s", other).isZero();
                assertThat(other.output()).containsExactly("list [1, from afar]");
            }
            assertThat(list).containsExactly(1, "from afar");
            list.free();
        }
    }

    private static Path home() throws IOException {
        Path chosen = Path.of(System.getProperty("multiprocessing.dir", "/dev/shm"));
        Assumptions.assumeTrue(Files.isDirectory(chosen), "a known folder of sessions");
        return chosen;
    }

    /** What nobody unlinks goes with the tree. */
    @ParameterizedTest
    @ValueSource(strings = {"create", "create-unnamed-and-wait", "create-in-child-and-wait"})
    void orderlyEndLeavesNothing(String what) throws Exception {
        try (Program program = start(what)) {
            if (!what.equals("create")) {
                program.awaitLine("ready");
                assertThat(files()).hasSize(2);
                Unix.signal("TERM", program.handle().pid());
            }
            program.awaitExit();
        }
        assertThat(files()).isEmpty();
    }

    /** Defect 18, CPython test_shared_memory_cleaned_after_process_termination: and nobody is left to tidy up. */
    @ParameterizedTest
    @ValueSource(strings = {"create-and-wait", "create-in-child-and-wait", "create-unnamed-and-wait"})
    void defect18_blocksOfAKilledTreeGoWithTheNextStart(String what) throws Exception {
        try (Program program = start(what)) {
            kill(program);
        }
        assertThat(files()).hasSize(2);
        assertThat(run("attach")).singleElement().asString().startsWith("refused java.nio.file.NoSuchFileException");
        assertThat(files()).isEmpty();
    }

    @Test
    void nameOfAKilledTreeIsFreeForTheNext() throws Exception {
        try (Program program = start("create-and-wait")) {
            kill(program);
        }
        assertThat(run("replace")).containsExactly("content 2");
    }

    /** Its session began before the other tree was killed. */
    @Test
    void nameOfAKilledTreeIsFreeForAProgramThatRunsAlready() throws Exception {
        String name = "jsm-killed-" + ProcessHandle.current().pid();
        SharedMemory.create(name, 1).free();
        try (Program program = Program.start(home(), MemoryProgram.class, "create-and-wait", name)) {
            kill(program);
        }
        assertThat(home().resolve(name)).exists();
        SharedMemory.create(name, 1).free();
    }

    @Test
    void blockThatSomebodyElseHasCreatedSinceStays() throws Exception {
        try (Program program = start("create-and-wait")) {
            kill(program);
        }
        Files.delete(block());
        Files.write(block(), new byte[] {1, 0, 0, 0});
        assertThat(run("attach")).containsExactly("content 1");
        assertThat(files()).containsExactly(block());
    }

    @Test
    void persistentBlockOutlivesItsTree() throws Exception {
        run("persist");
        assertThat(files()).containsExactly(block());
        assertThat(run("attach")).containsExactly("content 1");
        assertThat(run("attach")).containsExactly("content 2");
    }

    /** All start at once where a killed tree has left its block; each finds the name free, or taken by one of the others. */
    @Test
    void sweepersDoNotTakeEachOthersBlocks() throws Exception {
        try (Program program = start("create-and-wait")) {
            kill(program);
        }
        List<Program> programs = List.of(start("create-and-wait"), start("create-and-wait"), start("create-and-wait"));
        try {
            Await.equal(
                    "all but one are refused",
                    2L,
                    () -> programs.stream()
                            .filter(program -> !program.isAlive())
                            .count());
            for (Program program : programs) {
                if (program.isAlive()) {
                    program.awaitLine("ready");
                    assertThat(run("attach")).containsExactly("content 1");
                } else {
                    program.awaitExit();
                    assertThat(program.errors()).anyMatch(line -> line.contains("FileAlreadyExistsException"));
                }
            }
        } finally {
            programs.forEach(Program::close);
        }
    }

    // ---- no space

    @Test
    void fullMemoryIsToldWithNumbersAndHarmsNobody() throws Exception {
        Assumptions.assumeTrue(
                Unix.succeeds("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", sessions.toString()),
                "mounting needs root");
        try (Program program = Program.start(sessions, MemoryProgram.class, "fill", NAME, Long.toString(3 << 20))) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(program.awaitLine("refused"))
                    .contains(Integer.toString(3 << 20))
                    .contains(sessions.toString())
                    .contains("-Dmultiprocessing.dir");
            assertThat(program.awaitLine("freed")).isBetween("3", "5");
        } finally {
            assertThat(Unix.succeeds("umount", "-l", sessions.toString())).isTrue();
        }
    }
}
