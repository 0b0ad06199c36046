package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Lock;

/** Objects of a manager in one another, and functions that go to them. */
class ManagedNestingTest {
    private static Manager manager;

    @BeforeAll
    static void begin() {
        manager = Multiprocessing.manager();
    }

    @AfterAll
    static void end() {
        manager.close();
    }

    @Nested
    class Use implements NoLeaks.Hosted {
        @Test
        void managedObjectsAreElementsByReference() throws Exception {
            ConcurrentMap<String, List<Integer>> dict = manager.dict();
            List<Integer> inner = manager.list(List.of(1));
            dict.put("inner", inner);
            dict.get("inner").add(2);
            assertThat(inner).containsExactly(1, 2);
            assertThat(manager.copyOf(inner)).isEqualTo(List.of(1, 2));
            Queue<Lock> locks = manager.queue();
            Lock lock = manager.lock();
            locks.put(lock);
            Lock same = locks.take();
            assertThat(same).isEqualTo(lock);
            same.lock();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        }

        @Test
        void listMayContainItself() {
            List<Object> itself = manager.list(List.of("x"));
            itself.add(itself);
            assertThat(itself.get(1)).isEqualTo(itself);
            assertThat(itself).hasToString("[x, (this list)]");
            itself.clear();
            assertThat(itself).isEmpty();
        }

        @Test
        void serializableFunctionRunsInTheServer() {
            ConcurrentMap<String, Long> pids = manager.dict();
            pids.compute("there", (BiFunction<String, Long, Long> & Serializable)
                    (key, value) -> ProcessHandle.current().pid());
            pids.compute("here", (key, value) -> ProcessHandle.current().pid());
            assertThat(pids.get("here")).isEqualTo(ProcessHandle.current().pid());
            assertThat(pids.get("there")).isNotEqualTo(ProcessHandle.current().pid());
        }

        @Test
        void processesThatMergeAndAppendLoseNothing() throws Exception {
            ConcurrentMap<String, Integer> counts = manager.dict(Map.of("all", 0));
            List<Integer> list = manager.list();
            List<Process> children = IntStream.range(0, 3)
                    .mapToObj(c -> Multiprocessing.process(() -> {
                                for (int i = 0; i < 50; i++) {
                                    counts.merge("all", 1, Integer::sum);
                                    list.add(i);
                                }
                            })
                            .start())
                    .toList();
            for (Process child : children) {
                assertThat(child.join(Delays.LONG)).isTrue();
                assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
            }
            assertThat(counts).containsEntry("all", 150);
            assertThat(list).hasSize(150);
        }
    }
}
