package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.serial.ObjectClosedException;

/** What is put and what is done, counted; for the threads of one process. */
@Tag("core")
public abstract class JoinableContract extends ChannelContract {
    private <E> JoinableQueue<E> joinable() {
        return own(context().joinableQueue());
    }

    @Test
    void whatWasPutIsUnfinishedUntilItIsReported() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        assertThat(queue.unfinished()).isZero();
        queue.join();
        queue.addAll(List.of(1, 2, 3));
        assertThat(queue.unfinished()).isEqualTo(3);
        queue.take();
        assertThat(queue.unfinished()).isEqualTo(3);
        queue.taskDone();
        queue.taskDone(); // before it is taken
        assertThat(queue.unfinished()).isEqualTo(1);
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(queue.join(time)).isFalse();
        }
        takesItsTime(Delays.SHORT, () -> assertThat(queue.join(Delays.SHORT)).isFalse());
        queue.taskDone();
        queue.join();
        assertThat(queue.join(Duration.ZERO)).isTrue();
        assertThat(queue.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void moreReportsThanItemsAreRefused() {
        JoinableQueue<Integer> queue = joinable();
        assertThatIllegalStateException().isThrownBy(queue::taskDone).withMessageContaining("taskDone()");
        queue.add(1);
        queue.taskDone();
        assertThatIllegalStateException().isThrownBy(queue::taskDone);
        assertThat(queue.unfinished()).isZero();
    }

    @Test
    void reportOfTheLastEndsAllWaits() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        queue.addAll(List.of(1, 2));
        List<Aside<Void>> joiners = waiting(queue::join, () -> queue.join(Duration.ofDays(1)));
        queue.taskDone();
        joiners.get(0).waits();
        queue.taskDone();
        for (Aside<Void> joiner : joiners) {
            joiner.result();
        }
    }

    @Test
    void clearingReportsAndOtherRemovalsDoNot() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        queue.addAll(List.of(1, 2, 3, 4, 5, 6, 7));
        queue.remove(2);
        queue.removeIf(item -> item == 3);
        queue.drainTo(new ArrayList<>(), 2);
        assertThat(queue.unfinished()).isEqualTo(7);
        assertThat(queue.size()).isEqualTo(3);
        queue.taskDone();
        List<Aside<Void>> joiners = waiting(queue::join);
        queue.clear();
        assertThat(queue.unfinished()).isEqualTo(3);
        queue.taskDone();
        queue.taskDone();
        joiners.get(0).waits();
        queue.taskDone();
        for (Aside<Void> joiner : joiners) {
            joiner.result();
        }
        queue.add(8);
        joiners = waiting(queue::join);
        queue.clear();
        for (Aside<Void> joiner : joiners) {
            joiner.result();
        }
    }

    /** Whoever waits goes on once all was done, whatever was put since: CPython tells each of that moment, too. */
    @Test
    void whoJoinsGoesOnAlthoughNewItemsCome() throws Exception {
        List<JoinableQueue<Integer>> queues = new ArrayList<>();
        List<Aside<Void>> joiners = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            JoinableQueue<Integer> queue = joinable();
            queue.add(1);
            queues.add(queue);
            joiners.add(Aside.run(i % 2 == 0, queue::join));
        }
        for (int i = 0; i < queues.size(); i++) {
            joiners.get(i).waits();
            JoinableQueue<Integer> queue = queues.get(i);
            CountDownLatch begun = new CountDownLatch(1);
            Aside<Void> next = Aside.run(() -> {
                begun.countDown();
                while (queue.unfinished() != 0) {
                    Thread.onSpinWait();
                }
                queue.add(2); // at the moment at which all is done
            });
            begun.await();
            queue.taskDone();
            next.result();
            joiners.get(i).result(Delays.MEDIUM);
        }
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        interruptedIsRefused(queue::join);
        queue.add(1);
        interruptEnds(queue::join);
        interruptEnds(() -> queue.join(Duration.ofDays(1)));
        interruptedIsRefused(() -> queue.join(Duration.ZERO));
    }

    @Test
    void closingAndFreeingEndTheWait() throws Exception {
        for (boolean frees : List.of(false, true)) {
            JoinableQueue<Integer> queue = joinable();
            queue.add(1);
            List<Aside<Void>> joiners = waiting(queue::join, () -> queue.join(Duration.ofDays(1)));
            if (frees) {
                queue.free();
            } else {
                queue.close();
            }
            allFail(joiners, ObjectClosedException.class);
            for (Wait use :
                    List.<Wait>of(queue::join, () -> queue.join(Duration.ZERO), queue::taskDone, queue::unfinished)) {
                assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
            }
        }
    }

    /** Who joins is not interested in who may put. */
    @Test
    void shutdownEndsNoJoin() throws Exception {
        JoinableQueue<Integer> queue = joinable();
        queue.add(1);
        List<Aside<Void>> joiners = waiting(queue::join);
        queue.shutdown();
        joiners.get(0).waits();
        assertThat(queue.take()).isEqualTo(1);
        queue.taskDone();
        for (Aside<Void> joiner : joiners) {
            joiner.result();
        }
    }
}
