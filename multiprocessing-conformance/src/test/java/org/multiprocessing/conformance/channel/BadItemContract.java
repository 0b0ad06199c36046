package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.SimpleQueue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.EvilValue;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.serial.NotShareableException;
import org.multiprocessing.serial.ObjectClosedException;

/** Items that cannot be encoded, or not decoded. Defect 30: in CPython they vanish, and only standard error knows. */
@Tag("core")
public abstract class BadItemContract extends ChannelContract {
    /** Goes wrong when it is read, in any process. */
    enum Wrong {
        EXCEPTION_IN_READ_OBJECT {
            @Override
            Object item() {
                return new EvilValue(Way.EXCEPTION, EvilValue.Moment.READ);
            }
        },
        ENDLESS_RECURSION_IN_READ_OBJECT {
            @Override
            Object item() {
                return new EvilValue(Way.STACK, EvilValue.Moment.READ);
            }
        },
        UNCHECKED_IN_READ_OBJECT {
            @Override
            Object item() {
                return new Picky();
            }
        },
        RECORD_CONSTRUCTOR {
            @Override
            Object item() {
                return Once.made();
            }
        };

        abstract Object item();
    }

    static final class Picky implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private void readObject(ObjectInputStream in) {
            throw new UnsupportedOperationException("not again");
        }
    }

    /** Can be made once. */
    record Once(int number) {
        private static final AtomicBoolean ARMED = new AtomicBoolean();

        Once {
            if (ARMED.get()) {
                throw new IllegalArgumentException("a second one");
            }
        }

        static Once made() {
            ARMED.set(false);
            Once made = new Once(1);
            ARMED.set(true);
            return made;
        }
    }

    // ---- not encoded

    @Test
    void defect30_whatCannotBeEncodedIsRefusedAtTheCall() throws Exception {
        Queue<Object> queue = newQueue(2);
        Pipe<Object> pipe = newPipe();
        SimpleQueue<Object> simple = own(context().simpleQueue());
        Object bad = List.of("fine", new Thread());
        for (Wait put : List.<Wait>of(
                () -> queue.put(bad),
                () -> queue.add(bad),
                () -> queue.offer(bad),
                () -> queue.offer(bad, 1, java.util.concurrent.TimeUnit.DAYS),
                () -> queue.addAll(List.of(bad)),
                () -> pipe.sender().send(bad),
                () -> simple.put(bad))) {
            assertThatThrownBy(put::run)
                    .isInstanceOfSatisfying(
                            NotShareableException.class,
                            e -> assertThat(e.offendingClass()).isEqualTo("java.lang.Thread"));
        }
        Object evil = new EvilValue(Way.EXCEPTION, EvilValue.Moment.WRITTEN);
        assertThatThrownBy(() -> queue.put(evil)).isInstanceOf(NotShareableException.class);
        assertThat(queue.size()).isZero();
        assertThat(queue.remainingCapacity()).isEqualTo(2);
        assertThat(pipe.receiver().isReady()).isFalse();
        assertThat(simple.isEmpty()).isTrue();
        queue.put("good");
        pipe.sender().send("good");
        simple.put("good");
        assertThat(queue.take()).isEqualTo("good");
        assertThat(pipe.receiver().receive()).isEqualTo("good");
        assertThat(simple.take()).isEqualTo("good");
    }

    /** What the refused item would have held, it does not hold. */
    @Test
    void endInARefusedItemIsNotHeld() throws Exception {
        Queue<Object> queue = newQueue();
        Pipe<String> inner = newPipe();
        assertThatThrownBy(() -> queue.put(new Object[] {inner.sender(), new Thread()}))
                .isInstanceOf(NotShareableException.class);
        Queue<Object> full = newQueue(1);
        full.put(1);
        assertThat(full.offer(inner.sender())).isFalse();
        assertThatThrownBy(() -> full.add(inner.sender())).isInstanceOf(IllegalStateException.class);
        full.shutdown();
        assertThatThrownBy(() -> full.put(inner.sender())).isInstanceOf(IllegalStateException.class);
        inner.sender().send("last");
        inner.sender().close();
        assertThat(inner.receiver().receive()).isEqualTo("last");
        assertThat(inner.receiver().isReady()).isTrue();
        assertThatThrownBy(inner.receiver()::receive).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> queue.put(inner.sender()))
                .isInstanceOf(NotShareableException.class)
                .hasMessageContaining("closed");
    }

    // ---- not decoded

    @ParameterizedTest
    @EnumSource
    void whatCannotBeDecodedFailsOnlyWhoTakesIt(Wrong wrong) throws Exception {
        Queue<Object> queue = newQueue(2);
        Pipe<Object> pipe = newPipe();
        SimpleQueue<Object> simple = own(context().simpleQueue());
        for (int round = 0; round < 2; round++) {
            queue.put(wrong.item());
            queue.put("good");
            pipe.sender().send(wrong.item());
            pipe.sender().send("good");
            simple.put(wrong.item());
            simple.put("good");
            if (round == 0) {
                assertThatThrownBy(queue::take).isInstanceOf(UncheckedIOException.class);
            } else {
                assertThatThrownBy(queue::poll).isInstanceOf(UncheckedIOException.class);
            }
            assertThatThrownBy(pipe.receiver()::receive)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class);
            assertThatThrownBy(simple::take).isInstanceOf(UncheckedIOException.class);
            assertThat(queue.take()).isEqualTo("good");
            assertThat(pipe.receiver().receive()).isEqualTo("good");
            assertThat(simple.take()).isEqualTo("good");
        }
    }

    @Test
    void errorNamesTheClass() throws Exception {
        Queue<Object> queue = newQueue();
        queue.put(new Picky());
        assertThatThrownBy(queue::take).isInstanceOf(UncheckedIOException.class).hasMessageContaining("Picky");
        queue.put(Once.made());
        assertThatThrownBy(queue::take).hasMessageContaining("Once").hasMessageContaining("a second one");
    }

    /** Looking fails at such an item, and takes nothing; what is in front and behind can be had. */
    @Test
    void lookersPassWhatCannotBeDecoded() throws Exception {
        Queue<Object> queue = newQueue();
        queue.addAll(List.of(1, new Picky(), 3));
        assertThat(queue.peek()).isEqualTo(1);
        Iterator<Object> iterator = queue.iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertThatThrownBy(iterator::next).isInstanceOf(UncheckedIOException.class);
        assertThat(iterator.next()).isEqualTo(3);
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(queue.contains(1)).isTrue();
        assertThatThrownBy(() -> queue.contains(3)).isInstanceOf(UncheckedIOException.class);
        assertThat(queue.size()).isEqualTo(3);
        List<Object> drained = new ArrayList<>();
        assertThatThrownBy(() -> queue.drainTo(drained)).isInstanceOf(UncheckedIOException.class);
        assertThat(drained).containsExactly(1);
        assertThat(queue.poll()).isEqualTo(3);
        queue.addAll(List.of(1, new Picky(), 3));
        iterator = queue.iterator();
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(UncheckedIOException.class);
        iterator.remove();
        assertThat(drained(queue)).containsExactly(1, 3);
        queue.add(new Picky());
        assertThatThrownBy(queue::peek).isInstanceOf(UncheckedIOException.class);
        queue.clear();
        assertThat(queue.peek()).isNull();
    }

    /** It is taken, so it is to be reported. */
    @Test
    void joinableQueueCountsWhatCannotBeDecoded() throws Exception {
        JoinableQueue<Object> queue = own(context().joinableQueue());
        queue.put(new Picky());
        assertThatThrownBy(queue::take).isInstanceOf(UncheckedIOException.class);
        assertThat(queue.unfinished()).isEqualTo(1);
        queue.taskDone();
        queue.join();
    }

    // ---- ends in items

    /** What lies in a queue is held, and looked at without harm. */
    @Test
    void itemsHoldWhatIsInThem() throws Exception {
        Queue<Object> outer = newQueue();
        Queue<Object> inner = newQueue();
        inner.put("inside");
        outer.put(List.of(inner));
        inner.close();
        Queue<Object> seen = queueIn(outer.peek());
        assertThat(seen.peek()).isEqualTo("inside");
        seen.close();
        for (Object item : outer) {
            Queue<Object> again = queueIn(item);
            assertThat(again.size()).isEqualTo(1);
            again.close();
        }
        Queue<Object> taken = queueIn(outer.take());
        assertThat(taken.take()).isEqualTo("inside");
        taken.close();
        assertThatThrownBy(taken::size).isInstanceOf(ObjectClosedException.class);
    }

    @SuppressWarnings("unchecked")
    private static Queue<Object> queueIn(Object item) {
        return (Queue<Object>) ((List<?>) item).get(0);
    }

    /** Ways in which an item goes without anybody's having it. */
    enum Dropping {
        CLEAR,
        CLOSE,
        FREE,
        REMOVE,
        DRAIN;

        void drop(Queue<Object> queue) {
            switch (this) {
                case CLEAR -> queue.clear();
                case CLOSE -> queue.close();
                case FREE -> queue.free();
                case REMOVE -> queue.remove(queue.peek());
                case DRAIN -> queue.drainTo(new ArrayList<>());
            }
        }
    }

    /** The last sending end lies in an item that nobody will take: the stream is at its end. */
    @ParameterizedTest
    @EnumSource
    void endInAnItemThatIsDroppedIsHeldNoMore(Dropping dropping) throws Exception {
        Queue<Object> queue = newQueue();
        Pipe<String> inner = newPipe();
        queue.put(inner.sender());
        inner.sender().close();
        assertThat(inner.receiver().isReady()).isFalse();
        dropping.drop(queue);
        inner.sender().close(); // the same one, if it has come back
        assertThat(inner.receiver().isReady(Delays.MEDIUM)).isTrue();
        assertThatThrownBy(inner.receiver()::receive).isInstanceOf(EOFException.class);
    }

    @Test
    void whatTravelsAndComesBackIsTheSame() throws Exception {
        Queue<Object> queue = newQueue();
        Pipe<Object> pipe = newPipe();
        for (Object end : new Object[] {
            queue,
            pipe,
            pipe.receiver(),
            pipe.sender(),
            newDuplexPipe().far(),
            own(context().simpleQueue()),
            own(context().joinableQueue())
        }) {
            queue.put(end);
            Object back = queue.take();
            assertThat(back).isEqualTo(end).hasSameHashCodeAs(end);
        }
        assertThat(pipe.receiver()).isNotEqualTo(pipe.sender());
        assertThat(queue).isNotEqualTo(newQueue());
        queue.put(queue);
        Queue<?> itself = (Queue<?>) queue.take();
        queue.put(1);
        assertThat(itself.take()).isEqualTo(1);
        queue.close();
        assertThat(itself.isClosed()).as("all objects that stand for it").isTrue();
    }
}
