package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.Context;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Delays;

/** One thing that a process does with a queue or a pipe, during which it is killed; and what must be true then. */
enum Scene {
    PUT {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(), 1, 2));
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(3);
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1, 2), List.of(1, 2, 3));
        }
    },

    /** What does not fit into the segment goes into one that is made. */
    PUT_IN_NEW_SEGMENT {
        @Override
        Stage make(Context context) throws Exception {
            Queue<Object> queue = context.queue();
            queue.put(large(1));
            return Stage.of(queue);
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(large(2));
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1), List.of(1, 2));
        }
    },

    /** Or into one that was left. */
    PUT_IN_OLD_SEGMENT {
        @Override
        Stage make(Context context) throws Exception {
            Queue<Object> queue = context.queue();
            queue.put(large(1));
            queue.put(large(2));
            queue.take();
            return Stage.of(queue);
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(large(3));
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(2), List.of(2, 3));
        }
    },

    PUT_16_MB {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(), 1));
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(sized(2, 4 << 20));
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1), List.of(1, 2));
        }
    },

    /** One waits that is to be woken. */
    PUT_FOR_A_WAITER {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.queue());
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(stage.queue()::take);
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(1);
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            stage.queue().put(2);
            int first = (int) soon(waiter);
            assertThat(first).isIn(done ? List.of(1) : List.of(1, 2));
            checkOneOf(stage.queue(), true, first == 1 ? List.of(2) : List.of());
        }
    },

    /** It waits for room itself. */
    PUT_WAITING {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(2), 1, 2));
        }

        @Override
        Thread help(Stage stage) {
            return helper(stage.queue()::take);
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(3);
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(2), List.of(2, 3));
        }
    },

    TAKE {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(), 1, 2, 3));
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().take();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1, 2, 3), List.of(2, 3));
        }
    },

    /** What it leaves is given back. */
    TAKE_AND_TRIM {
        @Override
        Stage make(Context context) throws Exception {
            Queue<Object> queue = context.queue();
            queue.put(sized(1, 1 << 20));
            queue.put(sized(2, 1 << 17));
            queue.put(3);
            return Stage.of(queue);
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().take();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1, 2, 3), List.of(2, 3));
        }
    },

    TAKE_FOR_A_WAITER {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(2), 1, 2));
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(() -> {
                stage.queue().put(3);
                return 3;
            });
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().take();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            int first = id(stage.queue().take());
            assertThat(first).isIn(done ? List.of(2) : List.of(1, 2));
            soon(waiter);
            checkOneOf(stage.queue(), true, first == 1 ? List.of(2, 3) : List.of(3));
        }
    },

    TAKE_WAITING {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.queue());
        }

        @Override
        Thread help(Stage stage) {
            return helper(() -> stage.queue().put(1));
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().take();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1), List.of());
        }
    },

    /** It has two that it has not reported, and takes a third. */
    TAKE_TASK {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filledTasks(context, 1, 2, 3, 4, 5));
        }

        @Override
        void prepare(Stage stage) throws Exception {
            stage.tasks().take();
            stage.tasks().take();
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.tasks().take();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            int left = stage.tasks().size();
            assertThat(left).isIn(done ? List.of(2) : List.of(2, 3));
            checkTasks(stage.tasks(), left, List.of(5 - left));
        }
    },

    TASK_DONE {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filledTasks(context, 1, 2, 3, 4, 5));
        }

        @Override
        void prepare(Stage stage) throws Exception {
            stage.tasks().take();
            stage.tasks().take();
        }

        @Override
        void act(Stage stage) {
            stage.tasks().taskDone();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkTasks(stage.tasks(), 3, done ? List.of(1) : List.of(1, 2));
        }
    },

    REMOVE_IN_THE_MIDDLE {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(), 1, 2, 3, 4));
        }

        @Override
        void act(Stage stage) {
            assertThat(stage.queue().remove((Object) 3)).isTrue();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1, 2, 3, 4), List.of(1, 2, 4));
        }
    },

    CLEAR {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(filled(context.queue(), 1, 2, 3));
        }

        @Override
        void act(Stage stage) {
            stage.queue().clear();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            checkOneOf(stage.queue(), done, List.of(1, 2, 3), List.of(2, 3), List.of(3), List.of());
        }
    },

    SHUT_DOWN {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.queue());
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(stage.queue()::take);
        }

        @Override
        void act(Stage stage) {
            stage.queue().shutdown();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            assertThat(stage.queue().isShutdown() || !done).isTrue();
            if (!stage.queue().isShutdown()) {
                stage.queue().put(1);
                assertThat(soon(waiter)).isEqualTo(1);
            } else {
                assertThatExceptionOfType(Exception.class)
                        .isThrownBy(() -> soon(waiter))
                        .withRootCauseInstanceOf(QueueShutDownException.class);
            }
        }
    },

    /** Nobody else has it any more: it is freed, then or by the repair. */
    CLOSE_AS_THE_LAST {
        @Override
        Stage make(Context context) throws Exception {
            Queue<Object> queue = context.queue();
            queue.put(large(1));
            queue.put(large(2));
            return Stage.of(queue);
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.queue().close();
            return super.before(stage);
        }

        @Override
        void act(Stage stage) {
            stage.queue().close();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) {
            // what is left behind is seen by the test
        }
    },

    CLOSE_SENDER {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.pipe());
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.sender().close();
            return aside(stage.receiver()::receive);
        }

        @Override
        void act(Stage stage) {
            stage.sender().close();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> soon(waiter))
                    .withRootCauseInstanceOf(EOFException.class);
        }
    },

    /** A sender waits for room. */
    CLOSE_RECEIVER {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.pipe());
        }

        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.receiver().close();
            return aside(() -> {
                while (true) {
                    stage.sender().sendBytes(new byte[8 << 20]);
                }
            });
        }

        @Override
        void act(Stage stage) {
            stage.receiver().close();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> soon(waiter))
                    .withRootCauseInstanceOf(IOException.class);
        }
    },

    /** An end on its way; the process that sends it does not live until it is read. */
    PUT_SENDER {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.queue(), context.pipe());
        }

        @Override
        void act(Stage stage) throws Exception {
            stage.queue().put(stage.sender());
        }

        @Override
        @SuppressWarnings("unchecked")
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            assertThat(stage.queue().size()).isIn(done ? List.of(1) : List.of(0, 1));
            stage.sender().close();
            if (!stage.queue().isEmpty()) {
                try (Sender<Object> sent = (Sender<Object>) stage.queue().take()) {
                    sent.send(1);
                    assertThat(stage.receiver().receive()).isEqualTo(1);
                }
            }
            checkEnd(stage.receiver());
        }
    },

    /** Without copying it. */
    BORROW {
        @Override
        Stage make(Context context) throws Exception {
            Stage stage = Stage.of(context.pipe());
            stage.sender().sendBytes(bytes(1));
            stage.sender().sendBytes(bytes(2));
            return stage;
        }

        @Override
        void act(Stage stage) throws Exception {
            try (Arena arena = Arena.ofConfined()) {
                stage.receiver().receiveBytes(arena);
            }
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
            for (int i = 3; i < 6; i++) {
                stage.sender().sendBytes(bytes(i));
            }
            int next = stage.receiver().receiveBytes()[0];
            assertThat(next).isIn(done ? List.of(2) : List.of(1, 2));
            while (next < 5) {
                assertThat(stage.receiver().receiveBytes()).isEqualTo(bytes(++next));
            }
            stage.sender().close();
            checkEnd(stage.receiver());
        }
    },

    /** What it makes and gives to nobody goes with it. */
    MAKE {
        @Override
        Stage make(Context context) throws Exception {
            return Stage.of(context.queue());
        }

        @Override
        void act(Stage stage) {
            org.multiprocessing.Multiprocessing.pipe();
        }

        @Override
        void check(Stage stage, boolean done, CompletableFuture<Object> waiter) {
            // what is left behind is seen by the test
        }
    };

    /** How long after a death everything must work again: promised is a second. */
    private static final Duration SOON = Delays.within(Duration.ofSeconds(1));

    /** Makes what it is played with, in the parent, and once in the child to get used to it. */
    abstract Stage make(Context context) throws Exception;

    /** What the child does first. */
    void prepare(Stage stage) throws Exception {}

    /** What the parent does when the child is ready; returns what another thread of the parent is at. */
    CompletableFuture<Object> before(Stage stage) {
        return CompletableFuture.completedFuture("nothing");
    }

    /** What another thread does meanwhile. */
    Thread help(Stage stage) {
        return Thread.ofPlatform().start(() -> {});
    }

    /** What the child does when it is killed. */
    abstract void act(Stage stage) throws Exception;

    /** Checks what is left, in the parent. */
    abstract void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception;

    // ---- what they have in common

    interface Work {
        void run() throws Exception;
    }

    interface Source {
        Object get() throws Exception;
    }

    private static Thread helper(Work work) {
        return Thread.ofPlatform().start(() -> {
            Delays.pass(Delays.SHORT);
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static CompletableFuture<Object> aside(Source source) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("waiter").start(() -> {
            try {
                result.complete(source.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static Object soon(CompletableFuture<Object> result) throws Exception {
        return result.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Queue<Object> filled(Queue<Object> queue, int... ids) throws Exception {
        for (int id : ids) {
            queue.put(id);
        }
        return queue;
    }

    private static JoinableQueue<Object> filledTasks(Context context, int... ids) throws Exception {
        JoinableQueue<Object> tasks = context.joinableQueue();
        filled(tasks, ids);
        return tasks;
    }

    private static Object large(int id) {
        return sized(id, 10_000);
    }

    private static int[] sized(int id, int length) {
        int[] item = new int[length];
        item[0] = id;
        item[length - 1] = id;
        return item;
    }

    private static byte[] bytes(int id) {
        byte[] message = new byte[40_000];
        java.util.Arrays.fill(message, (byte) id);
        return message;
    }

    private static int id(Object item) {
        if (item instanceof int[] array) {
            assertThat(array[array.length - 1]).isEqualTo(array[0]);
            return array[0];
        }
        return (int) item;
    }

    /** The queue holds what it held before or what it held after, and works; if it was done, only the latter ones. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    private static void checkOneOf(Queue<Object> queue, boolean done, List<Integer>... allowed) throws Exception {
        int size = queue.size();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object item = queue.poll(SOON);
            assertThat(item).as("item %d of %d, behind %s", i, size, found).isNotNull();
            found.add(id(item));
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        List<List<Integer>> possible = List.of(allowed);
        assertThat(found).isIn(done ? possible.subList(possible.size() - 1, possible.size()) : possible);
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

    private static void checkTasks(JoinableQueue<Object> tasks, int left, List<Integer> lost) throws Exception {
        org.multiprocessing.conformance.support.Await.equal("what is unfinished", SOON, (long) left, tasks::unfinished);
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

    private static void checkEnd(Receiver<Object> receiver) {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> soon(aside(receiver::receive)))
                .withRootCauseInstanceOf(EOFException.class);
    }
}
