package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Waitable;

/** The simple queue, for the threads of one process. */
@Tag("core")
public abstract class SimpleContract extends ChannelContract {
    private SimpleQueue<Object> simple() {
        return own(context().simpleQueue());
    }

    /** CPython TestSimpleQueue: test_empty. */
    @Test
    void itemsComeInOrderAndMayBeNull() throws Exception {
        SimpleQueue<Object> queue = simple();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.isReady()).isFalse();
        queue.put(true);
        queue.put(null);
        queue.put("x".repeat(200_000));
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.isReady()).isTrue();
        assertThat(queue.take()).isEqualTo(true);
        assertThat(queue.take()).isNull();
        assertThat(queue.take()).isEqualTo("x".repeat(200_000));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void takeWaitsForAnItem() throws Exception {
        SimpleQueue<Object> queue = simple();
        List<Aside<Object>> takers = List.of(Aside.call(queue::take), Aside.call(true, queue::take));
        Aside<List<SimpleQueue<Object>>> watcher = Aside.call(() -> Waitable.awaitAny(List.of(queue)));
        for (Aside<Object> taker : takers) {
            taker.waits();
        }
        queue.put(null);
        queue.put(1);
        List<Object> taken = new ArrayList<>();
        for (Aside<Object> taker : takers) {
            taken.add(taker.result());
        }
        assertThat(taken).containsExactlyInAnyOrder(null, 1);
        queue.put(2);
        assertThat(watcher.result()).containsExactly(queue);
        interruptedIsRefused(() -> queue.put(3));
        interruptedIsRefused(queue::take);
        assertThat(queue.take()).isEqualTo(2);
        interruptEnds(queue::take);
    }

    /** CPython test_empty_exceptions, test_close. */
    @Test
    void closedAndFreedQueuesAreRefused() throws Exception {
        for (boolean frees : List.of(false, true)) {
            SimpleQueue<Object> queue = simple();
            List<Aside<Void>> takers = waiting(queue::take);
            for (int i = 0; i < 2; i++) {
                if (frees) {
                    queue.free();
                } else {
                    queue.close();
                }
            }
            allFail(takers, ObjectClosedException.class);
            for (Wait use : List.<Wait>of(
                    () -> queue.put(1),
                    queue::take,
                    queue::isEmpty,
                    queue::isReady,
                    () -> Waitable.awaitAny(List.of(queue)))) {
                assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
            }
            assertThat(queue).asString().contains("closed");
        }
    }

    @Test
    void whatCannotBeSentIsRefusedAndTheNextIsNot() throws Exception {
        if (method() == org.multiprocessing.process.StartMethod.THREADS) {
            return; // nothing is encoded there
        }
        SimpleQueue<Object> queue = simple();
        assertThatThrownBy(() -> queue.put(new Thread())).isInstanceOf(NotShareableException.class);
        assertThat(queue.isEmpty()).isTrue();
        queue.put(1);
        assertThat(queue.take()).isEqualTo(1);
    }
}
