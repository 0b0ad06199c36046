package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.conformance.crash.Aftermath.checkEnd;
import static org.multiprocessing.conformance.crash.Aftermath.checkFails;
import static org.multiprocessing.conformance.crash.Aftermath.checkHolds;
import static org.multiprocessing.conformance.crash.Aftermath.checkTasks;
import static org.multiprocessing.conformance.crash.Aftermath.holds;
import static org.multiprocessing.conformance.crash.Aftermath.nothingLeft;
import static org.multiprocessing.conformance.crash.Aftermath.waiterFails;
import static org.multiprocessing.conformance.crash.Aside.aside;
import static org.multiprocessing.conformance.crash.Aside.helper;
import static org.multiprocessing.conformance.crash.Aside.soon;
import static org.multiprocessing.conformance.crash.Item.bytes;
import static org.multiprocessing.conformance.crash.Item.filled;
import static org.multiprocessing.conformance.crash.Item.id;
import static org.multiprocessing.conformance.crash.Item.large;
import static org.multiprocessing.conformance.crash.Item.sized;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.channel.Sender;

/** One thing that a process does with a queue or a pipe, during which it is killed; and what must be true then. */
@SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
enum Scene {
    PUT(
            context -> Stage.of(filled(context.queue(), 1, 2)),
            stage -> stage.queue().put(3),
            holds(List.of(1, 2), List.of(1, 2, 3))),

    /** What does not fit into the segment goes into one that is made. */
    PUT_IN_NEW_SEGMENT(
            context -> Stage.of(filled(context.queue(), large(1))),
            stage -> stage.queue().put(large(2)),
            holds(List.of(1), List.of(1, 2))),

    /** Or into one that was left. */
    PUT_IN_OLD_SEGMENT(
            context -> {
                Queue<Object> queue = filled(context.queue(), large(1), large(2));
                queue.take();
                return Stage.of(queue);
            },
            stage -> stage.queue().put(large(3)),
            holds(List.of(2), List.of(2, 3))),

    PUT_16_MB(
            context -> Stage.of(filled(context.queue(), 1)),
            stage -> stage.queue().put(sized(2, 4 << 20)),
            holds(List.of(1), List.of(1, 2))),

    /** One waits that is to be woken. */
    PUT_FOR_A_WAITER(
            context -> Stage.of(context.queue()), stage -> stage.queue().put(1), (stage, done, waiter) -> {
                stage.queue().put(2);
                int first = (int) soon(waiter);
                assertThat(first).isIn(done ? List.of(1) : List.of(1, 2));
                checkHolds(stage.queue(), first == 1 ? List.of(2) : List.of());
            }) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(stage.queue()::take);
        }
    },

    /** It waits for room itself. */
    PUT_WAITING(
            context -> Stage.of(filled(context.queue(2), 1, 2)),
            stage -> stage.queue().put(3),
            holds(List.of(2), List.of(2, 3))) {
        @Override
        Thread help(Stage stage) {
            return helper(stage.queue()::take);
        }
    },

    TAKE(
            context -> Stage.of(filled(context.queue(), 1, 2, 3)),
            stage -> stage.queue().take(),
            holds(List.of(1, 2, 3), List.of(2, 3))),

    /** What it leaves is given back. */
    TAKE_AND_TRIM(
            context -> Stage.of(filled(context.queue(), sized(1, 1 << 20), sized(2, 1 << 17), 3)),
            stage -> stage.queue().take(),
            holds(List.of(1, 2, 3), List.of(2, 3))),

    TAKE_FOR_A_WAITER(
            context -> Stage.of(filled(context.queue(2), 1, 2)),
            stage -> stage.queue().take(),
            (stage, done, waiter) -> {
                int first = id(stage.queue().take());
                assertThat(first).isIn(done ? List.of(2) : List.of(1, 2));
                soon(waiter);
                checkHolds(stage.queue(), first == 1 ? List.of(2, 3) : List.of(3));
            }) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(() -> {
                stage.queue().put(3);
                return 3;
            });
        }
    },

    TAKE_WAITING(context -> Stage.of(context.queue()), stage -> stage.queue().take(), holds(List.of(1), List.of())) {
        @Override
        Thread help(Stage stage) {
            return helper(() -> stage.queue().put(1));
        }
    },

    /** It has two that it has not reported, and takes a third. */
    TAKE_TASK(
            context -> Stage.of(filled(context.joinableQueue(), 1, 2, 3, 4, 5)),
            stage -> stage.tasks().take(),
            (stage, done, waiter) -> {
                int left = stage.tasks().size();
                assertThat(left).isIn(done ? List.of(2) : List.of(2, 3));
                checkTasks(stage.tasks(), left, List.of(5 - left));
            }) {
        @Override
        void prepare(Stage stage) throws Exception {
            takeTwo(stage);
        }
    },

    TASK_DONE(
            context -> Stage.of(filled(context.joinableQueue(), 1, 2, 3, 4, 5)),
            stage -> stage.tasks().taskDone(),
            (stage, done, waiter) -> checkTasks(stage.tasks(), 3, done ? List.of(1) : List.of(1, 2))) {
        @Override
        void prepare(Stage stage) throws Exception {
            takeTwo(stage);
        }
    },

    REMOVE_IN_THE_MIDDLE(
            context -> Stage.of(filled(context.queue(), 1, 2, 3, 4)),
            stage -> assertThat(stage.queue().remove((Object) 3)).isTrue(),
            holds(List.of(1, 2, 3, 4), List.of(1, 2, 4))),

    CLEAR(
            context -> Stage.of(filled(context.queue(), 1, 2, 3)),
            stage -> stage.queue().clear(),
            holds(List.of(1, 2, 3), List.of(2, 3), List.of(3), List.of())),

    SHUT_DOWN(context -> Stage.of(context.queue()), stage -> stage.queue().shutdown(), (stage, done, waiter) -> {
        assertThat(stage.queue().isShutdown() || !done).isTrue();
        if (!stage.queue().isShutdown()) {
            stage.queue().put(1);
            assertThat(soon(waiter)).isEqualTo(1);
        } else {
            checkFails(waiter, QueueShutDownException.class);
        }
    }) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            return aside(stage.queue()::take);
        }
    },

    /** Nobody else has it any more: it is freed, then or by the repair. */
    CLOSE_AS_THE_LAST(
            context -> Stage.of(filled(context.queue(), large(1), large(2))),
            stage -> stage.queue().close(),
            nothingLeft()) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.queue().close();
            return super.before(stage);
        }
    },

    CLOSE_SENDER(
            context -> Stage.of(context.pipe()), stage -> stage.sender().close(), waiterFails(EOFException.class)) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.sender().close();
            return aside(stage.receiver()::receive);
        }
    },

    /** A sender waits for room. */
    CLOSE_RECEIVER(
            context -> Stage.of(context.pipe()), stage -> stage.receiver().close(), waiterFails(IOException.class)) {
        @Override
        CompletableFuture<Object> before(Stage stage) {
            stage.receiver().close();
            return aside(() -> {
                while (true) {
                    stage.sender().sendBytes(new byte[8 << 20]);
                }
            });
        }
    },

    /** An end on its way; the process that sends it does not live until it is read. */
    PUT_SENDER(
            context -> Stage.of(context.queue(), context.pipe()),
            stage -> stage.queue().put(stage.sender()),
            (stage, done, waiter) -> {
                assertThat(stage.queue().size()).isIn(done ? List.of(1) : List.of(0, 1));
                stage.sender().close();
                if (!stage.queue().isEmpty()) {
                    try (@SuppressWarnings("unchecked") // it is what was put
                            Sender<Object> sent = (Sender<Object>) stage.queue().take()) {
                        sent.send(1);
                        assertThat(stage.receiver().receive()).isEqualTo(1);
                    }
                }
                checkEnd(stage.receiver());
            }),

    /** Without copying it. */
    BORROW(
            context -> {
                Stage stage = Stage.of(context.pipe());
                stage.sender().sendBytes(bytes(1));
                stage.sender().sendBytes(bytes(2));
                return stage;
            },
            stage -> {
                try (Arena arena = Arena.ofConfined()) {
                    stage.receiver().receiveBytes(arena);
                }
            },
            (stage, done, waiter) -> {
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
            }),

    /** What it makes and gives to nobody goes with it. */
    MAKE(context -> Stage.of(context.queue()), stage -> Multiprocessing.pipe(), nothingLeft());

    private interface Setting {
        Stage make(Context context) throws Exception;
    }

    private interface Deed {
        void act(Stage stage) throws Exception;
    }

    private final Setting setting;
    private final Deed deed;
    private final Aftermath aftermath;

    Scene(Setting setting, Deed deed, Aftermath aftermath) {
        this.setting = setting;
        this.deed = deed;
        this.aftermath = aftermath;
    }

    /** Makes what it is played with, in the parent, and once in the child to get used to it. */
    final Stage make(Context context) throws Exception {
        return setting.make(context);
    }

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
    final void act(Stage stage) throws Exception {
        deed.act(stage);
    }

    /** Checks what is left, in the parent. */
    final void check(Stage stage, boolean done, CompletableFuture<Object> waiter) throws Exception {
        aftermath.check(stage, done, waiter);
    }

    private static void takeTwo(Stage stage) throws Exception {
        stage.tasks().take();
        stage.tasks().take();
    }
}
