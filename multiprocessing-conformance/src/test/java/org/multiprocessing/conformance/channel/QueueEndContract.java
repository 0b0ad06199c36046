package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Waitable;

/** The three ends of a queue, for the threads of one process: shutdown, close, free. */
@Tag("core")
public abstract class QueueEndContract extends ChannelContract {
    private static List<Wait> puts(Queue<Integer> queue) {
        return List.of(
                () -> queue.put(9),
                () -> queue.offer(9),
                () -> queue.add(9),
                () -> queue.addAll(List.of(9)),
                () -> queue.offer(9, 0, TimeUnit.DAYS),
                () -> queue.offer(9, 1, TimeUnit.DAYS),
                () -> queue.offer(9, Duration.ofDays(1)));
    }

    // ---- shutdown

    @Test
    void queueThatWasShutDownIsEmptiedAndTakesNothing() throws Exception {
        Queue<Integer> queue = newQueue();
        queue.addAll(List.of(1, 2, 3, 4, 5, 6));
        assertThat(queue.isShutdown()).isFalse();
        queue.shutdown();
        queue.shutdown();
        assertThat(queue.isShutdown()).isTrue();
        assertThat(queue.isClosed()).isFalse();
        for (Wait put : puts(queue)) {
            assertThatThrownBy(put::run).isInstanceOf(QueueShutDownException.class);
        }
        assertThat(queue).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(queue.isReady()).isTrue();
        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.poll(1, TimeUnit.DAYS)).isEqualTo(3);
        assertThat(queue.remove()).isEqualTo(4);
        assertThat(queue.remove(6)).isTrue();
        assertThat(drained(queue)).containsExactly(5);
        assertThatThrownBy(queue::take).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(queue::take).isInstanceOf(QueueShutDownException.class);
        takesItsTime(
                Duration.ZERO, () -> assertThat(queue.poll(1, TimeUnit.DAYS)).isNull());
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(Duration.ofDays(1))).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.isReady()).isTrue();
        assertThatThrownBy(queue::element).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
        assertThat(queue.size()).isZero();
    }

    @Test
    void shutdownEndsAllWaits() throws Exception {
        Queue<Integer> full = fullQueue(1);
        List<Aside<Void>> putters = waiting(
                () -> full.put(2), () -> full.offer(2, 1, TimeUnit.DAYS), () -> full.offer(2, Duration.ofDays(1)));
        full.shutdown();
        allFail(putters, QueueShutDownException.class);
        assertThat(full).containsExactly(1);
        Queue<Integer> empty = newQueue();
        List<Aside<Void>> takers = waiting(empty::take);
        List<Aside<Void>> others = waiting(
                () -> assertThat(empty.poll(1, TimeUnit.DAYS)).isNull(),
                () -> assertThat(Waitable.awaitAny(List.of(empty))).containsExactly(empty));
        empty.shutdown();
        allFail(takers, QueueShutDownException.class);
        for (Aside<Void> other : others) {
            other.result();
        }
    }

    /** What was put before shutdown returns is taken, by whoever waits; all others are told. */
    @Test
    void nothingThatWasPutIsLostByShutdown() throws Exception {
        for (int round = 0; round < 50; round++) {
            Queue<Integer> queue = newQueue(100);
            Aside<Integer> producer = Aside.call(() -> {
                int put = 0;
                try {
                    while (true) {
                        queue.put(put);
                        put++;
                    }
                } catch (QueueShutDownException e) {
                    return put;
                }
            });
            List<Aside<Integer>> consumers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                consumers.add(Aside.call(() -> {
                    int taken = 0;
                    try {
                        while (true) {
                            queue.take();
                            taken++;
                        }
                    } catch (QueueShutDownException e) {
                        return taken;
                    }
                }));
            }
            queue.shutdown();
            int taken = consumers.get(0).result() + consumers.get(1).result();
            assertThat(taken).isEqualTo(producer.result());
            queue.free();
        }
    }

    // ---- close and free

    @SuppressWarnings("ReturnValueIgnored") // it has none
    private static List<Wait> uses(Queue<Integer> queue) {
        List<Wait> uses = new ArrayList<>(puts(queue));
        uses.addAll(List.of(
                queue::take,
                queue::poll,
                () -> queue.poll(0, TimeUnit.DAYS),
                () -> queue.poll(Duration.ofDays(1)),
                queue::peek,
                queue::element,
                queue::remove,
                queue::size,
                queue::isEmpty,
                queue::isFull,
                queue::isReady,
                queue::remainingCapacity,
                queue::iterator,
                queue::clear,
                queue::shutdown,
                queue::toArray,
                queue::stream,
                () -> queue.contains(1),
                () -> queue.remove(1),
                () -> queue.removeIf(item -> true),
                () -> queue.drainTo(new ArrayList<>()),
                () -> queue.drainTo(new ArrayList<>(), 1),
                () -> queue.forEach(item -> {}),
                () -> Waitable.awaitAny(List.of(queue))));
        return uses;
    }

    private void endsEverything(Wait end, Queue<Integer> empty, Queue<Integer> full, String word) throws Exception {
        List<Aside<Void>> waiters = waiting(
                empty::take,
                () -> empty.poll(1, TimeUnit.DAYS),
                () -> Waitable.awaitAny(List.of(empty, newQueue())),
                () -> full.put(2),
                () -> full.offer(2, 1, TimeUnit.DAYS));
        int hash = full.hashCode();
        end.run();
        allFail(waiters, ObjectClosedException.class);
        for (Wait use : uses(full)) {
            assertThatThrownBy(use::run)
                    .as("use")
                    .isInstanceOf(ObjectClosedException.class)
                    .hasMessageContaining(word);
        }
        end.run(); // does nothing
        assertThat(full.isClosed()).isTrue();
        assertThat(full).asString().contains("closed");
        assertThat(full.equals(full)).isTrue();
        assertThat(full.hashCode()).isEqualTo(hash);
    }

    /** CPython test_closed_queue_empty_exceptions, test_closed_queue_put_get_exceptions. */
    @Test
    void closedQueueIsRefusedWhateverIsDone() throws Exception {
        Queue<Integer> empty = newQueue();
        Queue<Integer> full = fullQueue(1);
        endsEverything(
                () -> {
                    empty.close();
                    full.close();
                },
                empty,
                full,
                "closed");
        full.free(); // does nothing
    }

    @Test
    void freedQueueIsRefusedWhateverIsDone() throws Exception {
        Queue<Integer> empty = newQueue();
        Queue<Integer> full = fullQueue(1);
        endsEverything(
                () -> {
                    empty.free();
                    full.free();
                },
                empty,
                full,
                "freed");
        full.close(); // does nothing
    }

    @Test
    void tryStatementCloses() {
        Queue<Integer> kept;
        try (Queue<Integer> queue = newQueue()) {
            queue.add(1);
            kept = queue;
        }
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void nullIsNoQueue() {
        List<Waitable> withNull = new ArrayList<>();
        withNull.add(null);
        assertThatThrownBy(() -> Waitable.awaitAny(withNull)).isInstanceOf(NullPointerException.class);
    }
}
