package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;

/** Elements that a function changes as they are, in the server: an answer is what there was when the method returned. */
class ManagedElementsTest {
    private static final int THREADS = 4;
    private static final int TIMES = 100;

    private Manager manager;

    @BeforeEach
    void begin() {
        manager = Multiprocessing.manager();
    }

    @AfterEach
    void end() {
        manager.close();
    }

    /** A number that takes its time to be written: somebody else may change it meanwhile. */
    private static final class Slow implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final AtomicInteger CHANGES = new AtomicInteger();

        private int number;

        /** Makes the next number of the same object. */
        static Slow next(Object present) {
            Slow slow = present == null ? new Slow() : (Slow) present;
            slow.number++;
            CHANGES.incrementAndGet();
            return slow;
        }

        @Serial
        private Object writeReplace() {
            int before = CHANGES.get();
            long deadline = System.nanoTime() + Delays.SHORT.toNanos();
            while (before > 0 && CHANGES.get() < before + 2 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            return number;
        }
    }

    @Test
    void whatAFunctionReturnsIsWhatItHasMade() throws Exception {
        ConcurrentMap<String, Object> dict = manager.dict();
        List<Aside<Object>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            callers.add(Aside.call(() -> dict.compute(
                    "a", (BiFunction<String, Object, Object> & Serializable) (key, present) -> Slow.next(present))));
        }
        List<Object> numbers = new ArrayList<>();
        for (Aside<Object> caller : callers) {
            numbers.add(caller.result());
        }
        assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void copiesAreOfOneMoment() throws Exception {
        ConcurrentMap<String, Object> dict = manager.dict();
        BiFunction<String, Object, Object> next =
                (BiFunction<String, Object, Object> & Serializable) (key, present) -> Slow.next(present);
        dict.compute("a", next);
        dict.compute("b", next);
        Aside<Void> writer = Aside.run(() -> {
            for (int i = 0; i < 4; i++) {
                dict.compute("a", next);
                dict.compute("b", next);
            }
        });
        while (!writer.isDone()) {
            Map<String, Object> copy = manager.copyOf(dict);
            assertThat((int) copy.get("a") - (int) copy.get("b")).isBetween(0, 1);
            Map<String, Object> read = Map.copyOf(dict);
            assertThat((int) read.get("a") - (int) read.get("b")).isBetween(0, 1);
        }
        writer.result();
    }

    /** Which would fail if they were written while they grow. */
    @Test
    void listsMayGrowInsideOfADict() throws Exception {
        ConcurrentMap<String, List<Integer>> dict = manager.dict();
        BiFunction<String, List<Integer>, List<Integer>> grow =
                (BiFunction<String, List<Integer>, List<Integer>> & Serializable) (key, present) -> {
                    List<Integer> list = present == null ? new ArrayList<>() : present;
                    list.add(list.size());
                    return list;
                };
        List<Aside<Void>> growers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            growers.add(Aside.run(() -> {
                for (int k = 0; k < TIMES; k++) {
                    List<Integer> grown = dict.compute("a", grow);
                    assertThat(grown.getLast()).isEqualTo(grown.size() - 1);
                }
            }));
        }
        for (Aside<Void> grower : growers) {
            grower.result();
        }
        assertThat(dict.get("a")).hasSize(THREADS * TIMES);
    }
}
