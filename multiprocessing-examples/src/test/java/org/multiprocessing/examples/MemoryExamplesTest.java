package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of values and arrays in shared memory, run as programs: what they print, and how they exit. */
class MemoryExamplesTest {
    @Test
    void sharedCounterLosesNothing() throws Exception {
        assertThat(outputOf("SharedCounter"))
                .containsExactly("two processes, a hundred times each: 200", "five processes, once each: 5");
    }

    @Test
    void sharedFloatIsTheSameOnBothSides() throws Exception {
        List<String> output = outputOf("SharedFloat");
        assertThat(output).hasSize(2).first().asString().startsWith("the child writes ");
        String number = output.getFirst().substring("the child writes ".length());
        assertThat(Float.parseFloat(number)).isBetween(0f, 1f);
        assertThat(output.getLast()).isEqualTo("the parent reads " + number);
    }

    @Test
    void sharedArrayLosesNothing() throws Exception {
        assertThat(outputOf("SharedArray")).containsExactly("before: [0, 100, 200]", "after: [200, 300, 400]");
    }
}
