package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of what a manager makes, run as programs: what they print, and how they exit. */
class ManagedExamplesTest {
    @Test
    void managedListHasAllEntries() throws Exception {
        assertThat(outputOf("ManagedList"))
                .containsExactly("50 entries, their sum is 1225", "squares: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]");
    }

    @Test
    void managedDictHasAllWrites() throws Exception {
        assertThat(outputOf("ManagedDict"))
                .containsExactly(
                        "{visitor 0=0, visitor 1=1, visitor 2=4, visitor 3=9, visitor 4=16, visitors=5}",
                        "numbers: [0, 1, 2, 3, 4]");
    }

    @Test
    void managedNamespaceHasAllWrites() throws Exception {
        assertThat(outputOf("ManagedNamespace"))
                .hasSize(3)
                .startsWith("count: 42")
                .anySatisfy(line -> assertThat(line).matches("greeting: hello from Process-[0-9]+"))
                .endsWith("names: [count, greeting]");
    }

    @Test
    void managedPrimitivesWorkInAChild() throws Exception {
        assertThat(outputOf("ManagedPrimitives"))
                .containsExactly(
                        "Lock, RLock: held in the child: true, true",
                        "Semaphores: 1 and 0 left",
                        "Event: set: true",
                        "Condition: the Value is 8",
                        "Barrier: both have come",
                        "Queue: an item",
                        "JoinableQueue: a task, unfinished: 1",
                        "Array: DoubleArray[1.0, 2.5, 3.0]",
                        "Pool: 42");
    }

    /** Ten tasks with the manager's semaphore, and ten with a plain one. */
    @Test
    void managedSemaphoreInPoolNeverHasMoreThanTwoInside() throws Exception {
        List<String> output = outputOf("ManagedSemaphoreInPool");
        assertThat(output).hasSize(40);
        List<String> inside = new ArrayList<>();
        for (String line : output) {
            String number = line.substring(0, 1);
            if (line.endsWith(" goes")) {
                assertThat(inside.remove(number)).as(line).isTrue();
            } else {
                inside.add(number);
                assertThat(inside).hasSizeLessThanOrEqualTo(2);
            }
        }
        assertThat(inside).isEmpty();
    }
}
