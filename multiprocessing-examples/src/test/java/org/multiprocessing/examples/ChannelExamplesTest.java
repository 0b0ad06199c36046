package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of pipes and queues, run as programs: what they print, and how they exit. */
class ChannelExamplesTest {
    private static List<String> restOf(List<String> output, String word) {
        return output.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    @Test
    void pipeSenderReceiverPassesAllInOrderAndThenTheEnd() throws Exception {
        List<String> output = new ArrayList<>(outputOf("PipeSenderReceiver"));
        List<String> sent = restOf(output, "sends ");
        assertThat(sent).hasSize(10);
        assertThat(restOf(output, "receives ")).isEqualTo(sent);
        assertThat(output.indexOf("the end")).isGreaterThan(output.lastIndexOf("receives " + sent.get(9)));
        assertThat(output)
                .containsSubsequence(IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> i + " squared is " + i * i)
                        .toList())
                .contains("no more questions")
                .endsWith("from a child: [42, hello, true]")
                .hasSize(10 + 10 + 1 + 10 + 1 + 1);
    }

    @Test
    void queueProducerConsumerPassesAllInOrder() throws Exception {
        List<String> output = outputOf("QueueProducerConsumer");
        List<String> put = restOf(output, "puts ");
        assertThat(put).hasSize(10);
        assertThat(restOf(output, "takes ")).isEqualTo(put);
        assertThat(restOf(output, "square ")).containsExactly("1", "4", "9", "16", "25");
        assertThat(restOf(output, "negative ")).containsExactly("-1", "-2", "-3", "-4", "-5");
        assertThat(output)
                .contains("the end", "from a child: [42, hello, true]")
                .endsWith(
                        "offer: true, when it is full: false",
                        "offer, for a while: false",
                        "poll: item, when it is empty: null",
                        "poll, for a while: null");
    }

    @Test
    void joinableWorkWaitsUntilAllIsDone() throws Exception {
        assertThat(outputOf("JoinableWork"))
                .containsExactly(
                        "20 items are done, 0 are not",
                        "a worker goes home",
                        "a worker goes home",
                        "a worker goes home");
    }

    @Test
    void gatherThreeWaysHasOneSum() throws Exception {
        List<String> output = outputOf("GatherThreeWays");
        List<String> numbers = restOf(output, "task ");
        assertThat(numbers).hasSize(10);
        int sum = numbers.stream()
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        for (String way : List.of("pipe", "queue", "array")) {
            assertThat(restOf(output, "by " + way + ": ")).isEqualTo(Collections.singletonList("" + sum));
        }
    }
}
