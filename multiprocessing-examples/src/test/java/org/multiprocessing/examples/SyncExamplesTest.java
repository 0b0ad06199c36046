package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.ExamplesTest.outputOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of synchronization, run as programs: what they print, and how they exit. */
class SyncExamplesTest {
    private static final int WORDS = 5;

    @Test
    void lockedCriticalSectionNeverHasTwoInside() throws Exception {
        List<String> output = outputOf("LockedCriticalSection");
        assertThat(output).hasSize(20);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < output.size(); i += 2) {
            assertThat(output.get(i)).matches("[0-9] is inside, for [0-9]+ ms");
            String number = output.get(i).substring(0, 1);
            assertThat(output.get(i + 1)).isEqualTo(number + " goes");
            numbers.add(number);
        }
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(numbered("%d", 10));
    }

    @Test
    void semaphoreLimitNeverHasMoreThanTwoInside() throws Exception {
        List<String> output = outputOf("SemaphoreLimit");
        assertThat(output).hasSize(20);
        List<String> inside = new ArrayList<>();
        for (String line : output) {
            String number = line.substring(0, 1);
            if (line.endsWith(" goes")) {
                assertThat(inside.remove(number)).as(line).isTrue();
            } else {
                assertThat(line).matches("[0-9] is inside, for [0-9]+ ms");
                inside.add(number);
                assertThat(inside).hasSizeLessThanOrEqualTo(2);
            }
        }
        assertThat(output).containsAll(numbered("%d goes", 10));
    }

    @Test
    void garbledAndOrderedOutputHasWholeLinesWithTheLock() throws Exception {
        List<String> output = outputOf("GarbledAndOrderedOutput");
        assertThat(output).startsWith("without a lock:").contains("with a lock:");
        int middle = output.indexOf("with a lock:");
        List<String> lines = Stream.of("main", "one", "two")
                .flatMap(name -> IntStream.rangeClosed(1, 5).mapToObj(i -> name + " prints line number " + i))
                .toList();
        assertThat(words(output.subList(1, middle)))
                .hasSize(lines.size() * WORDS)
                .containsExactlyInAnyOrderElementsOf(words(lines));
        List<String> ordered = output.subList(middle + 1, output.size());
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(lines);
        for (String name : List.of("main", "one", "two")) {
            assertThat(ordered.stream().filter(line -> line.startsWith(name))).isSorted();
        }
    }

    @Test
    void reentrantLockCanBeTakenTwice() throws Exception {
        assertThat(outputOf("ReentrantLock"))
                .containsExactly(
                        "outer holds the lock 1 time",
                        "inner holds the lock 2 times",
                        "outer holds the lock 1 time",
                        "locked after all: false");
    }

    @Test
    void eventStartHoldsAllBackUntilItIsGiven() throws Exception {
        List<String> output = outputOf("EventStart");
        int given = output.indexOf("main gives the start");
        int second = output.indexOf("the other process gives the start");
        assertThat(given).isNotNegative();
        assertThat(second).isGreaterThan(given);
        for (int i = 0; i < 5; i++) {
            assertThat(output).containsOnlyOnce("runner " + i + " waits", "runner " + i + " goes");
            assertThat(output).containsSubsequence("runner " + i + " waits", "runner " + i + " goes");
        }
        assertThat(output.subList(0, given)).noneMatch(line -> line.endsWith(" goes"));
        assertThat(output.subList(0, second))
                .filteredOn(line -> line.endsWith(" goes"))
                .hasSize(5);
        assertThat(output).last().isEqualTo("at last");
        List<String> rest = new ArrayList<>(output.subList(0, output.size() - 1));
        rest.removeIf(line -> line.equals("not yet"));
        assertThat(rest).hasSize(12);
    }

    @Test
    void conditionNotifyLetsMainAndThenAllWaitersGoOn() throws Exception {
        List<String> output = outputOf("ConditionNotify");
        assertThat(output).hasSize(6);
        assertThat(output.subList(0, 3))
                .containsExactly("the child has prepared everything", "main goes on", "main lets all of them go on");
        assertThat(output.subList(3, 6)).containsExactlyInAnyOrderElementsOf(numbered("waiter %d goes on", 3));
    }

    @Test
    void barrierMeetLetsNobodyGoOnBeforeAllHaveCome() throws Exception {
        List<String> output = outputOf("BarrierMeet");
        assertThat(output).hasSize(19);
        assertThat(output.subList(0, 5)).containsExactlyInAnyOrderElementsOf(numbered("worker %d has come", 5));
        assertThat(output.get(5)).isEqualTo("main: all five have come");
        assertThat(output.subList(6, 9)).containsExactlyInAnyOrderElementsOf(numbered("worker %d has come", 3));
        assertThat(output.subList(9, 12)).containsExactlyInAnyOrderElementsOf(numbered("worker %d goes on", 3));
        assertThat(output.subList(12, 15)).containsExactlyInAnyOrderElementsOf(numbered("worker %d has come", 3));
        assertThat(output.get(15)).isEqualTo("the action: all three have come");
        assertThat(output.subList(16, 19)).containsExactlyInAnyOrderElementsOf(numbered("worker %d goes on", 3));
    }

    @Test
    void raceOnBalanceIsLostOnlyWithoutProtection() throws Exception {
        List<String> output = outputOf("RaceOnBalance", "5000", "3");
        assertThat(output).hasSize(4).first().asString().matches("unprotected: -?[0-9]+");
        assertThat(output.subList(1, 4)).containsExactly("with a lock: 0", "with a semaphore: 0", "atomically: 0");
    }

    private static List<String> numbered(String format, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, format, i))
                .toList();
    }

    private static List<String> words(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
