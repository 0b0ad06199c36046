package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;

/** Queues that count what is not done, between processes; and consumers that die. */
@Tag("core")
public abstract class JoinableQueueContract extends ChannelContract {
    private <E> JoinableQueue<E> joinable() {
        return own(context().joinableQueue());
    }

    /** CPython test_task_done. */
    @Test
    void joinEndsWhenOtherProcessesHaveDoneEverything() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        Counters done = counters(1);
        List<Process> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            workers.add(start(() -> {
                while (queue.take() >= 0) {
                    done.add(0, 1);
                    queue.taskDone();
                }
                queue.taskDone();
            }));
        }
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 200; i++) {
                queue.put(i);
            }
            queue.join();
            assertThat(done.get(0)).isEqualTo(200L * round);
            assertThat(queue.unfinished()).isZero();
        }
        queue.put(-1);
        queue.put(-1);
        queue.join();
        for (Process worker : workers) {
            ended(worker);
        }
        queue.join();
    }

    /** Defect 2, of joins: in CPython whoever joins waits for ever. */
    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"HALT", "SIGKILL"})
    void defect31_consumerThatDiesEndsTheJoin(Way way) throws Exception {
        needs(Trait.KILL);
        JoinableQueue<Integer> queue = joinable();
        Counters counters = counters(2);
        Process consumer = startDoomed(() -> {
            for (int i = 0; i < 5; i++) {
                queue.take();
            }
            queue.taskDone();
            queue.taskDone();
            counters.set(0, 1);
            counters.await("the parent", 1, 1);
            way.take();
        });
        queue.addAll(List.of(1, 2, 3, 4, 5, 6));
        counters.await("it has taken", 0, 1);
        assertThat(queue.take()).isEqualTo(6);
        Aside<Void> joiner = Aside.run(queue::join).waits();
        counters.set(1, 1);
        consumer.join();
        joiner.waits(); // one is not done
        assertThat(queue.unfinished()).isEqualTo(1);
        queue.taskDone();
        ConsumerDiedException told = joiner.failure(ConsumerDiedException.class);
        assertThat(told.pid()).isEqualTo(consumer.pid());
        assertThat(told.items()).isEqualTo(3);
        assertThat(told).hasMessageContaining("" + consumer.pid()).hasMessageContaining("3 items");
        queue.join();
        assertThat(queue.join(Duration.ZERO)).isTrue();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.put(7);
        assertThat(queue.join(Duration.ZERO)).isFalse();
    }

    /** All that is open is the dead one's: its death is the end of the join. */
    @Test
    void deathOfTheOnlyConsumerIsToldToThoseThatWait() throws Exception {
        needs(Trait.KILL);
        JoinableQueue<Integer> queue = joinable();
        Counters counters = counters(1);
        queue.put(1);
        Process consumer = startDoomed(() -> {
            queue.take();
            counters.set(0, 1);
            counters.await("ever", 0, 2);
        });
        counters.await("it has taken", 0, 1);
        List<Aside<Void>> joiners = waiting(queue::join);
        kill(consumer);
        int told = 0;
        for (Aside<Void> joiner : joiners) {
            joiner.thread().join();
            try {
                joiner.result();
            } catch (AssertionError e) {
                assertThat(e.getCause()).isInstanceOf(ConsumerDiedException.class);
                told++;
            }
        }
        assertThat(told).as("one is told").isEqualTo(1);
    }

    /** Reports of somebody else count for the queue, and make nobody's death look worse or better. */
    @Test
    void reportsByAProcessThatHasTakenNothingCount() throws Exception {
        needs(Trait.KILL);
        JoinableQueue<Integer> queue = joinable();
        queue.addAll(List.of(1, 2, 3));
        queue.take();
        queue.take();
        inChild(() -> {
            queue.taskDone();
            queue.taskDone();
        });
        assertThat(queue.unfinished()).isEqualTo(1);
        queue.clear();
        queue.join();
        queue.addAll(List.of(4, 5));
        Process consumer = startDoomed(() -> {
            queue.take();
            queue.take();
            Way.HALT.take();
        });
        consumer.join();
        assertThatThrownBy(queue::join)
                .isInstanceOfSatisfying(
                        ConsumerDiedException.class, e -> assertThat(e.items()).isEqualTo(2));
        queue.join();
    }

    /** What an orderly end leaves open is lost all the same. */
    @Test
    void consumerThatReturnsWithoutReportingIsTold() throws Exception {
        needs(Trait.JVM);
        JoinableQueue<Integer> queue = joinable();
        queue.add(1);
        inChild(queue::take);
        assertThatThrownBy(queue::join).isInstanceOf(ConsumerDiedException.class);
    }
}
