package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.pool.FlightProgram;
import org.multiprocessing.conformance.support.Program;

/** What the JDK's flight recorder gets to see. */
class FlightTest {
    @TempDir
    Path folder;

    private Program program(List<String> jvmArguments, String... arguments) throws Exception {
        return Program.start(folder, jvmArguments, FlightProgram.class, arguments);
    }

    private static List<String> events(Program program) {
        return program.output().stream()
                .filter(line -> line.startsWith("event "))
                .map(line -> line.substring(6))
                .toList();
    }

    @Test
    void tasksWorkersAndProcessesAreRecorded() throws Exception {
        try (Program program =
                program(List.of(), "record", folder.resolve("a.jfr").toString())) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            List<String> events = events(program);
            assertThat(events)
                    .filteredOn(event -> event.startsWith("Task success FlightProgram.lasting"))
                    .hasSize(3)
                    .allMatch(event -> event.contains("in PoolWorker-"));
            assertThat(events)
                    .anyMatch(event -> event.startsWith("Task failed"))
                    .anyMatch(event -> event.startsWith("Task exit code 3"))
                    .anyMatch(event -> event.startsWith("Task time limit"))
                    .anyMatch(event -> event.startsWith("WorkerEnd exit code 3"))
                    .anyMatch(event -> event.startsWith("WorkerEnd time limit"))
                    .anyMatch(event -> event.startsWith("WorkerEnd retired"))
                    .anyMatch(event -> event.startsWith("ProcessExit 3 "));
            assertThat(events.stream().filter(event -> event.startsWith("WorkerStart")))
                    .hasSize((int) events.stream()
                            .filter(event -> event.startsWith("WorkerEnd"))
                            .count());
            assertThat(events)
                    .anyMatch(event -> event.startsWith("WorkerReady"))
                    .anyMatch(event -> event.startsWith("ProcessStart"));
        }
    }

    /** A recording that begins after the pool is noticed, without anybody having told the pool. */
    @Test
    void laterRecordingIsNoticed() throws Exception {
        try (Program program =
                program(List.of(), "later", folder.resolve("b.jfr").toString())) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
            assertThat(events(program)).anyMatch(event -> event.startsWith("Task success FlightProgram.lasting"));
        }
    }

    /** Who does not record pays nothing: nothing of the recorder is loaded. */
    @Test
    void nothingOfTheRecorderIsLoadedWithoutARecording() throws Exception {
        try (Program program = program(List.of("-Xlog:class+load:stdout"), "plain")) {
            assertThat(program.awaitExit()).as("%s", program.errors()).isZero();
            assertThat(program.output())
                    .anyMatch(line -> line.contains("org.multiprocessing.internal.jfr.Flight "))
                    .noneMatch(line -> line.contains(" jdk.jfr."))
                    .noneMatch(line -> line.contains("org.multiprocessing.internal.jfr.TaskEvent"));
        }
    }

    /** A JVM without the recorder's module has pools all the same. */
    @Test
    void recorderNeedNotBeThere() throws Exception {
        try (Program program = program(
                List.of("--limit-modules", "java.base,java.management,jdk.unsupported,java.logging"), "plain")) {
            assertThat(program.awaitExit()).as("%s", program).isZero();
        }
    }
}
