package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.multiprocessing.conformance.crash.Aside.SOON;
import static org.multiprocessing.conformance.crash.Aside.aside;
import static org.multiprocessing.conformance.crash.Aside.soon;
import static org.multiprocessing.conformance.crash.Item.id;
import static org.multiprocessing.conformance.crash.Item.large;

import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.conformance.support.Await;

/** What must be true after a death. */
@FunctionalInterface
interface Aftermath {
    /** Checks what is left, in the parent. */
    void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception;

    /** The queue holds what it held before or, the last one, what it held after, and works; if it was done, only the last one. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    static Aftermath holds(List<Integer>... allowed) {
        List<List<Integer>> possible = List.of(allowed);
        List<List<Integer>> after = possible.subList(possible.size() - 1, possible.size());
        return (stage, done, waiter) -> checkOneOf(stage.queue(), done ? after : possible);
    }

    /** Who waited is told why it waits in vain. */
    static Aftermath waiterFails(Class<? extends Throwable> cause) {
        return (stage, done, waiter) -> checkFails(waiter, cause);
    }

    /** What is left behind is seen by the test. */
    static Aftermath nothingLeft() {
        return (stage, done, waiter) -> {};
    }

    /** The queue holds this, and works. */
    static void checkHolds(Queue<Object> queue, List<Integer> expected) throws Exception {
        checkOneOf(queue, List.of(expected));
    }

    private static void checkOneOf(Queue<Object> queue, List<List<Integer>> allowed) throws Exception {
        int size = queue.size();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object item = queue.poll(SOON);
            assertThat(item).as("item %d of %d, behind %s", i, size, found).isNotNull();
            found.add(id(item));
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(found).isIn(allowed);
        for (int id = 100; id < 103; id++) {
            assertThat(queue.offer(large(id), SOON) || queue.remainingCapacity() == 0)
                    .isTrue();
        }
        int more = queue.size();
        for (int i = 0; i < more; i++) {
            assertThat(id(queue.take())).isEqualTo(100 + i);
        }
        assertThat(queue.size()).isZero();
    }

    /** So many tasks are left, and whoever joins is told once which were lost. */
    static void checkTasks(JoinableQueue<Object> tasks, int left, List<Integer> lost) throws Exception {
        Await.equal("what is unfinished", SOON, (long) left, tasks::unfinished);
        for (int i = 0; i < left; i++) {
            assertThat(tasks.poll(SOON)).isNotNull();
            tasks.taskDone();
        }
        try {
            assertThat(tasks.join(SOON)).isTrue();
            assertThat(lost).as("told of none").contains(0);
        } catch (ConsumerDiedException e) {
            assertThat(e.items()).isIn(lost);
        }
        assertThat(tasks.join(SOON)).isTrue();
        assertThat(tasks.unfinished()).isZero();
    }

    static void checkEnd(Receiver<Object> receiver) {
        checkFails(aside(receiver::receive), EOFException.class);
    }

    static void checkFails(CompletableFuture<Object> waiter, Class<? extends Throwable> cause) {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> soon(waiter))
                .withRootCauseInstanceOf(cause);
    }
}
