package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of pools and calls, run as programs: what they print, and how they exit. */
class ExamplesTest {
    static Program run(String name, String... arguments) throws Exception {
        Program program = Program.run("org.multiprocessing.examples." + name, arguments);
        assertThat(program.exitCode()).as(program.errors()).isZero();
        return program;
    }

    /** Returns what an example prints that ends well and has nothing to complain of. */
    static List<String> outputOf(String name, String... arguments) throws Exception {
        Program program = run(name, arguments);
        assertThat(program.errors()).isEmpty();
        return program.output();
    }

    @Test
    void poolMap() throws Exception {
        assertThat(run("PoolMap").output())
                .containsExactly(
                        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]",
                        "[0, 1, 8, 27, 64, 125, 216, 343, 512, 729]",
                        "[0, 1, 8, 27, 64, 125, 216, 343, 512, 729]");
    }

    @Test
    void stopATask() throws Exception {
        assertThat(run("StopATask").output()).containsExactly("stopped after 1 s in a regular expression: true");
    }

    @Test
    void pluggedInFory() throws Exception {
        assertThat(run("PluggedInFory").output())
                .containsExactly("Ada wants 1000 of punched cards", "Ada wants 12 of gears");
    }

    @Test
    void theDemoPrintsEqualTotalsAndThreeTypedErrors() throws Exception {
        Program demo = Program.run("org.multiprocessing.examples.demo.Demo", "--classes", "300");
        assertThat(demo.exitCode()).as(demo.errors()).isZero();
        String output = String.join("\n", demo.output());
        assertThat(output)
                .contains("totals equal: yes")
                .contains("totals of all others equal to part 1: yes")
                .contains("TaskTimedOut", "WorkerOutOfMemory", "WorkerCrashed")
                .contains("Poison.spinForEver", "Poison.hoard", "Poison.writeThroughNull");
    }
}
