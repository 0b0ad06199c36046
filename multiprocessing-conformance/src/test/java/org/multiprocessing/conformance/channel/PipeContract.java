package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.process.Process;

/** Pipes between processes; what one process can see of them is in {@link PipeTest}. */
@Tag("core")
public abstract class PipeContract extends ChannelContract {
    private static final int MIB = 1 << 20;

    /** Closes an end that was given to a process, unless that is in this JVM and has the same one. */
    private void closeOwn(AutoCloseable end) throws Exception {
        if (has(Trait.JVM)) {
            end.close();
        }
    }

    // ---- there and back

    /** CPython test_connection, test_spawn_close: the parent closes the end it has given away before the child has it. */
    @Test
    void messagesGoThereAndBack() throws Exception {
        DuplexPipe<Object> pipe = newDuplexPipe();
        Connection<Object> far = pipe.far();
        Process child = start(() -> echo(far));
        closeOwn(far);
        List<Object> objects = PipeMessageContract.objects();
        for (Object object : objects) {
            pipe.near().send(object);
        }
        for (Object object : objects) {
            Object back = pipe.near().receive();
            assertThat(Arrays.deepEquals(new Object[] {object}, new Object[] {back}) || object instanceof List)
                    .as("%s", object.getClass())
                    .isTrue();
        }
        pipe.near().send(null);
        assertThat(pipe.near().receive()).isNull();
        pipe.near().send("bytes");
        for (int size : new int[] {0, 1, 1 << 15, 16 * MIB}) {
            byte[] message = new byte[size];
            Arrays.fill(message, (byte) size);
            pipe.near().sendBytes(message);
            assertThat(pipe.near().receiveBytes()).isEqualTo(message);
        }
        if (has(Trait.JVM)) {
            pipe.near().close();
        } else {
            pipe.near().sendBytes(new byte[] {7});
        }
        ended(child);
    }

    private static void echo(Connection<Object> end) throws Exception {
        Object item = end.receive();
        while (!"bytes".equals(item)) {
            end.send(item);
            item = end.receive();
        }
        try {
            byte[] message = end.receiveBytes();
            while (message.length != 1 || message[0] != 7) {
                end.sendBytes(message);
                message = end.receiveBytes();
            }
        } catch (EOFException e) {
            assertThatThrownBy(() -> end.send("too late")).isInstanceOf(IOException.class);
        }
    }

    /** CPython _TestPicklingConnections: ends of pipes travel through pipes, at any time. */
    @Test
    void endOfAPipeGoesThroughAPipe() throws Exception {
        DuplexPipe<Object> pipe = newDuplexPipe();
        Connection<Object> far = pipe.far();
        Process child = start(() -> {
            try (Sender<Object> out = senderOf(far.receive())) {
                out.send("from the child");
                far.send(out);
            }
            try (Receiver<Object> in = receiverOf(far.receive())) {
                far.send(in.receive());
            }
        });
        Pipe<Object> first = newPipe();
        pipe.near().send(first.sender());
        assertThat(first.receiver().receive()).isEqualTo("from the child");
        assertThat(pipe.near().receive()).isEqualTo(first.sender());
        Pipe<Object> second = newPipe();
        second.sender().send("already there");
        pipe.near().send(second.receiver());
        assertThat(pipe.near().receive()).isEqualTo("already there");
        ended(child);
    }

    @SuppressWarnings("unchecked")
    private static Sender<Object> senderOf(Object message) {
        return (Sender<Object>) message;
    }

    @SuppressWarnings("unchecked")
    private static Receiver<Object> receiverOf(Object message) {
        return (Receiver<Object>) message;
    }

    // ---- the end of the stream

    /** Not before the last one is gone, in whatever way. */
    @Test
    void streamEndsWithTheLastSender() throws Exception {
        needs(Trait.KILL);
        Pipe<Object> pipe = newPipe();
        Queue<Integer> go = newQueue();
        Receiver<Object> in = pipe.receiver();
        Sender<Object> out = pipe.sender();
        List<Process> children = new ArrayList<>();
        for (String way : List.of("closes", "returns", "halts", "is killed")) {
            children.add(startDoomed(() -> {
                go.take();
                out.send(way);
                leave(way, out);
            }));
        }
        out.close();
        for (int i = 0; i < children.size(); i++) {
            assertThat(in.isReady(Delays.SHORT)).as("%s are left", 4 - i).isFalse();
            go.put(i);
            in.receive();
        }
        for (Process child : children) {
            assertThat(child.join(Delays.LONG)).isTrue();
        }
        assertThat(in.isReady(Delays.MEDIUM)).isTrue();
        assertThatThrownBy(in::receive).isInstanceOf(EOFException.class);
    }

    private static void leave(String way, Sender<Object> out) throws Exception {
        switch (way) {
            case "closes" -> out.close();
            case "halts" -> Way.HALT.take();
            case "is killed" -> Way.SIGKILL.take();
            default -> {}
        }
    }

    /** It is killed before it has the end in its hands, perhaps: what it was given goes with it. */
    @Test
    void senderThatNeverArrivedHoldsNothing() throws Exception {
        needs(Trait.KILL);
        Pipe<Object> pipe = newPipe();
        Sender<Object> out = pipe.sender();
        Process child = startDoomed(() -> {
            out.isClosed();
            new CountDownLatch(1).await();
        });
        out.close();
        kill(child);
        assertThat(pipe.receiver().isReady(Delays.MEDIUM)).isTrue();
        assertThatThrownBy(pipe.receiver()::receive).isInstanceOf(EOFException.class);
    }

    /** A process that cannot begin at all. */
    @Test
    void senderInAProcessThatWasNotStartedHoldsNothing() throws Exception {
        needs(Trait.COPY);
        Pipe<Object> pipe = newPipe();
        Sender<Object> out = pipe.sender();
        Thread cannot = new Thread();
        assertThatThrownBy(() ->
                        context().process(() -> out.send(cannot.getName())).start())
                .isInstanceOf(org.multiprocessing.serial.NotShareableException.class);
        out.close();
        assertThat(pipe.receiver().isReady(Delays.SHORT)).isTrue();
        assertThatThrownBy(pipe.receiver()::receive).isInstanceOf(EOFException.class);
    }

    /** Those that are on their way hold it. */
    @Test
    void endInAnItemThatWasNotTakenIsHeld() throws Exception {
        needs(Trait.COPY);
        Pipe<Object> pipe = newPipe();
        Queue<Sender<Object>> queue = newQueue();
        queue.put(pipe.sender());
        pipe.sender().close();
        Receiver<Object> in = pipe.receiver();
        assertThat(in.isReady(Delays.SHORT)).isFalse();
        inChild(() -> queue.take().send("at last"));
        assertThat(in.receive()).isEqualTo("at last");
        assertThatThrownBy(in::receive).isInstanceOf(EOFException.class);
    }

    /** What the child has put on the queue before its end is as good as what it says. */
    @Test
    void endThatAChildHasPassedOnOutlivesTheChild() throws Exception {
        needs(Trait.COPY);
        Pipe<Object> pipe = newPipe();
        Sender<Object> out = pipe.sender();
        Queue<Sender<Object>> queue = newQueue();
        Process child = start(() -> queue.put(out));
        out.close();
        ended(child);
        assertThat(pipe.receiver().isReady(Delays.SHORT)).isFalse();
        try (Sender<Object> back = queue.take()) {
            back.send("mine");
        }
        assertThat(pipe.receiver().receive()).isEqualTo("mine");
        assertThatThrownBy(pipe.receiver()::receive).isInstanceOf(EOFException.class);
    }

    // ---- nobody is left to receive

    @Test
    void senderLearnsThatTheReceiversAreGone() throws Exception {
        needs(Trait.KILL);
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        Sender<Object> out = pipe.sender();
        Queue<Integer> go = newQueue();
        Queue<Integer> holds = newQueue();
        Process first = startDoomed(() -> {
            in.receive();
            in.close();
        });
        Process second = startDoomed(() -> {
            in.isClosed();
            go.take();
        });
        Process third = startDoomed(() -> {
            holds.put(in.hashCode());
            new CountDownLatch(1).await();
        });
        in.close();
        out.send("for the first");
        ended(first);
        go.put(0);
        ended(second);
        assertThat(holds.take()).isEqualTo(in.hashCode());
        byte[] huge = new byte[33 * MIB];
        out.sendBytes(huge);
        List<Aside<Void>> waiters =
                waiting(() -> out.sendBytes(huge), () -> out.send("waits for room" + "x".repeat(MIB)));
        kill(third);
        allFail(waiters, IOException.class);
        assertThatThrownBy(() -> out.send(1)).isInstanceOf(IOException.class);
    }

    // ---- lending

    /** A process dies with borrowed memory: the sender can use it again. */
    @Test
    void loansOfTheDeadComeBack() throws Exception {
        needs(Trait.KILL);
        Pipe<Object> pipe = newPipe();
        Queue<Integer> lent = newQueue();
        Receiver<Object> in = pipe.receiver();
        Process borrower = startDoomed(() -> {
            Arena arena = Arena.ofShared();
            for (int i = 0; i < 7; i++) {
                lent.put((int) in.receiveBytes(arena).get(ValueLayout.JAVA_BYTE, MIB));
            }
            new CountDownLatch(1).await();
        });
        byte[] message = new byte[4 * MIB];
        for (int i = 0; i < 7; i++) {
            message[MIB] = (byte) i;
            pipe.sender().sendBytes(message);
            assertThat(lent.take()).isEqualTo(i);
        }
        Aside<Void> sender = Aside.run(() -> {
            for (int i = 0; i < 7; i++) {
                pipe.sender().sendBytes(message);
            }
        });
        sender.waits();
        kill(borrower);
        for (int i = 0; i < 7; i++) {
            assertThat(in.receiveBytes(ByteBuffer.allocate(4 * MIB))).isEqualTo(4 * MIB);
        }
        sender.result();
    }

    /** Several senders and receivers at one pipe, in several processes. */
    @Test
    void messagesOfEachSenderComeInOrder() throws Exception {
        Pipe<int[]> pipe = newPipe();
        Sender<int[]> out = pipe.sender();
        int each = 1_000;
        List<Process> children = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            int child = c;
            children.add(start(() -> {
                for (int i = 0; i < each; i++) {
                    out.send(new int[] {child, i});
                }
            }));
        }
        int[] next = new int[2];
        for (int i = 0; i < 2 * each; i++) {
            int[] message = pipe.receiver().receive();
            assertThat(message[1]).isEqualTo(next[message[0]]++);
        }
        for (Process child : children) {
            ended(child);
        }
    }
}
