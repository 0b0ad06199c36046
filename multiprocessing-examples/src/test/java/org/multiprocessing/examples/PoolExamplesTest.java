package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of pools, run as programs: what they print, and how they exit. */
class PoolExamplesTest {
    private static List<String> squares() {
        return IntStream.range(0, 10).mapToObj(i -> Integer.toString(i * i)).toList();
    }

    @Test
    void poolApplyWaitsForEachResult() throws Exception {
        assertThat(outputOf("PoolApply")).containsExactly("3628800", "lalala", "in another process: true");
    }

    @Test
    void poolApplyAsyncTellsHowFarTheTaskIs() throws Exception {
        assertThat(outputOf("PoolApplyAsync"))
                .containsExactly(
                        "done at once: false",
                        "done after a moment: false",
                        "no result yet, state RUNNING",
                        "hello world",
                        "done: true, state SUCCESS");
    }

    @Test
    void poolStarmapKeepsTheOrder() throws Exception {
        assertThat(outputOf("PoolStarmap")).containsExactly("[2, 12, 30]", "[6, 120]");
    }

    @Test
    void poolMapAsyncCallbacksCallsEachOnce() throws Exception {
        assertThat(outputOf("PoolMapAsyncCallbacks"))
                .containsExactlyInAnyOrder("results: [1, 2, 3, 4]", "error: 3 is odd");
    }

    @Test
    void poolImapGivesResultsInOrderWhileTheLastTaskRuns() throws Exception {
        List<String> output = outputOf("PoolImap");
        assertThat(output).filteredOn(line -> !line.startsWith("the")).containsExactlyElementsOf(squares());
        assertThat(output).containsSubsequence("0", "the last task ends", "81");
    }

    @Test
    void poolImapUnorderedGivesResultsAsTheyCome() throws Exception {
        List<String> output = outputOf("PoolImapUnordered");
        assertThat(output.getFirst()).isNotEqualTo("0").isIn(squares());
        assertThat(output).containsSubsequence("the slow task ends", "0");
        List<String> expected = Stream.concat(Stream.of("the slow task ends"), squares().stream())
                .toList();
        assertThat(output).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void poolWorkerRecyclingUsesMoreWorkersThanThePoolHas() throws Exception {
        assertThat(outputOf("PoolWorkerRecycling"))
                .singleElement()
                .asString()
                .matches("10 tasks, 3 workers at a time, ([5-9]|10) in all");
    }

    @Test
    void poolInitializerPreparesEachWorkerOnce() throws Exception {
        List<String> output = outputOf("PoolInitializer");
        assertThat(output)
                .filteredOn(line -> line.equals("a worker prepares itself"))
                .hasSizeBetween(1, 2); // the pool may end before the second one has begun
        assertThat(output)
                .filteredOn(line -> !line.equals("a worker prepares itself"))
                .containsExactlyElementsOf(IntStream.range(0, 10)
                        .mapToObj(i -> i + " finds what was prepared")
                        .toList());
    }

    @Test
    void poolCloseJoinDoesWhatWasGiven() throws Exception {
        List<String> expected = new ArrayList<>(List.of("the pool has been shut down; make a new one"));
        IntStream.range(0, 10).forEach(i -> expected.add(Integer.toString(10 * i)));
        expected.add("workers: 0");
        assertThat(outputOf("PoolCloseJoin")).containsExactlyElementsOf(expected);
    }

    @Test
    void poolTerminateEndsAtOnce() throws Exception {
        assertThat(outputOf("PoolTerminate")).containsExactly("ended within 5 s: true", "cancelled: 10");
    }
}
