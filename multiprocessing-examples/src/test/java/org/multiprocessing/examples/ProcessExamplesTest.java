package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of processes, run as programs: what they print, and how they exit. */
class ProcessExamplesTest {
    private static final String PID = "[1-9][0-9]*";

    /** With fewer, the start of the processes costs as much as it gains. */
    private static final double ENOUGH_PROCESSORS = 1.8;

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Test
    void helloProcess() throws Exception {
        assertThat(outputOf("HelloProcess"))
                .containsExactly("hello, world, from Process-1", "Process-1 ended with exit code 0");
    }

    @Test
    void targetWithArgumentsRunsInAnotherProcess() throws Exception {
        List<String> output = outputOf("TargetWithArguments");
        assertThat(output).hasSize(2);
        assertThat(output.getFirst()).matches("MainProcess, pid " + PID);
        assertThat(output.getLast())
                .matches("Process-1, pid " + PID + ", got a text and 42")
                .doesNotContain("pid " + lastWord(output.getFirst()) + ",");
    }

    @Test
    void subclassedProcessHasTheFieldsThatItsConstructorSet() throws Exception {
        assertThat(outputOf("SubclassedProcess"))
                .containsExactly("Greeter-1 says hello, 1 of 2", "Greeter-1 says hello, 2 of 2");
    }

    @Test
    void oneProcessPerCoreEndsWellEach() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        List<String> output = outputOf("OneProcessPerCore");
        assertThat(output).hasSize(2 * cores);
        assertThat(output.subList(0, cores))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, cores).mapToObj(i -> "task " + i).toList());
        assertThat(output.subList(cores, 2 * cores))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, cores)
                        .mapToObj(i -> "Process-" + i + " ended with exit code 0")
                        .toList());
    }

    @Test
    void namedProcessHasItsNameOnBothSides() throws Exception {
        assertThat(outputOf("NamedProcess")).containsExactly("in the child: MyProcess", "in the parent: MyProcess");
    }

    @Test
    void daemonProcessDoesNotKeepItsParentAlive() throws Exception {
        assertThat(outputOf("DaemonProcess")).containsExactly("a daemon: true", "main is done");
    }

    @Test
    void processThatIsNoDaemonKeepsItsParentAlive() throws Exception {
        assertThat(outputOf("DaemonProcess", "false"))
                .containsExactly("a daemon: false", "main is done", "the task is done");
    }

    @Test
    void pidBeforeAndAfterStartIsNoneAndThenTheChildsOwn() throws Exception {
        List<String> output = outputOf("PidBeforeAndAfterStart");
        assertThat(output).hasSize(3).first().isEqualTo("before start: Optional.empty");
        String pid = lastWord(output.getLast());
        assertThat(pid).matches(PID);
        assertThat(output.subList(1, 3)).containsExactly("after start: " + pid, "in the child: " + pid);
    }

    @Test
    void aliveBeforeAfter() throws Exception {
        assertThat(outputOf("AliveBeforeAfter"))
                .containsExactly("before start: false", "while running: true", "after join: false");
    }

    @Test
    void exitCodesTellHowAProcessEnded() throws Exception {
        Program program = ExamplesTest.run("ExitCodes");
        assertThat(program.output())
                .containsExactly(
                        "before start: OptionalInt.empty",
                        "while running: OptionalInt.empty",
                        "after join: OptionalInt[0]",
                        "System.exit(7): OptionalInt[7]",
                        "an exception: OptionalInt[1]",
                        "terminated: OptionalInt[-15]",
                        "killed: OptionalInt[-9]");
        assertThat(program.errors().lines())
                .startsWith("Process Process-3:", "java.lang.NumberFormatException: For input string: \"seven\"")
                .anyMatch(line -> line.contains(" org.multiprocessing.examples.ExitCodes."))
                .filteredOn(line -> !line.startsWith("\tat "))
                .hasSize(2);
    }

    @Test
    void joinWithTimeoutSeesNoExitCodeBeforeTheEnd() throws Exception {
        List<String> output = outputOf("JoinWithTimeout");
        assertThat(output).hasSizeGreaterThanOrEqualTo(3).last().isEqualTo("ended, exit code OptionalInt[0]");
        assertThat(output.subList(0, output.size() - 1)).containsOnly("still running, exit code OptionalInt.empty");
    }

    @Test
    void terminateAndKillLeaveTimeToCleanUpOnlyToTheOneThatAsksForIt() throws Exception {
        List<String> output = outputOf("TerminateAndKill");
        assertThat(output).hasSize(7);
        assertThat(output.subList(0, 3))
                .containsExactlyInAnyOrder("Process-1 works", "Process-2 works", "Process-3 works");
        assertThat(output.subList(3, 7))
                .containsExactly(
                        "Process-3 cleans up",
                        "Process-1: OptionalInt[-15]",
                        "Process-2: OptionalInt[-9]",
                        "Process-3: OptionalInt[-15]");
    }

    @Test
    void currentParentChildren() throws Exception {
        List<String> output = outputOf("CurrentParentChildren");
        assertThat(output).hasSize(8);
        for (int i = 0; i < 5; i++) {
            assertThat(output.get(i)).matches("active: Process-" + (i + 1) + ", pid " + PID);
        }
        assertThat(output.subList(0, 5)).map(ProcessExamplesTest::lastWord).doesNotHaveDuplicates();
        assertThat(output.get(5)).isEqualTo("active after join: []");
        assertThat(output.get(6))
                .matches("current Process\\[MainProcess pid=" + PID + " RUNNING], parent Optional.empty");
        String main = output.get(6).replaceAll("current (.*), parent .*", "$1");
        assertThat(output.get(7))
                .matches("current Process\\[Process-6 pid=" + PID + " parent=" + PID + " RUNNING], parent .*")
                .endsWith(", parent Optional[" + main + "]");
    }

    @Test
    void startMethodsRefuseToBeSetTwice() throws Exception {
        List<String> output = outputOf("StartMethods");
        assertThat(output).hasSize(7);
        assertThat(output.get(3))
                .startsWith("the start method is spawn already")
                .contains("replaceStartMethod(FORK)");
        output.remove(3);
        assertThat(output)
                .containsExactly(
                        "there are [forkserver, spawn, fork, threads]",
                        "the default is forkserver",
                        "now it is spawn",
                        "now it is fork",
                        "a context with forkserver",
                        "hello from Process-1");
    }

    @Test
    void inheritedGlobalsReachAForkedChildAndNeverComeBack() throws Exception {
        assertThat(outputOf("InheritedGlobals"))
                .containsExactly(
                        "fork child: as main has it",
                        "fork child: as the child has it",
                        "main: as main has it",
                        "spawn child: as the class has it",
                        "spawn child: as the child has it",
                        "main: as main has it");
    }

    @Test
    void serialVersusParallelIsFasterInParallelWhereTheMachineHasTwoProcessorsToGive() throws Exception {
        double ratio = 0;
        double processors = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && ratio <= 1 && processors >= ENOUGH_PROCESSORS; attempt++) {
            List<String> output = outputOf("SerialVersusParallel");
            assertThat(output).hasSize(8);
            assertThat(output.subList(0, 4)).containsOnly("444757 primes");
            assertThat(output.get(4)).matches("serial: +[0-9]+[.,][0-9]{2} s");
            assertThat(output.get(5)).matches("parallel: +[0-9]+[.,][0-9]{2} s");
            assertThat(output.get(6)).matches("difference: -?[0-9]+[.,][0-9]{2} s");
            assertThat(output.get(7)).matches("ratio: +[0-9]+[.,][0-9]{2}");
            ratio = Double.parseDouble(lastWord(output.get(7)).replace(',', '.'));
            processors = Math.min(processors, ProcessorShare.measure());
        }
        assumeTrue(
                ratio > 1 || processors >= ENOUGH_PROCESSORS,
                "others use this machine: it gave us %.2f processors".formatted(processors));
        assertThat(ratio).isGreaterThan(1);
    }
}
