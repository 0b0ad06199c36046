package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Waitable;

/** The ends of a pipe are closed, freed, and used after that; for the threads of one process. */
@Tag("core")
public abstract class PipeEndContract extends ChannelContract {
    private static final byte[] SOME = new byte[10];
    private static final byte[] HUGE = new byte[33 << 20];

    private static List<Wait> receives(Receiver<Object> in) {
        return List.of(
                in::receive,
                in::receiveBytes,
                () -> in.receiveBytes(3),
                () -> in.receiveBytes(ByteBuffer.allocate(10)),
                () -> {
                    try (Arena arena = Arena.ofConfined()) {
                        in.receiveBytes(arena);
                    }
                });
    }

    private static List<Wait> sends(Sender<Object> out) {
        return List.of(
                () -> out.send("x"),
                () -> out.sendBytes(SOME),
                () -> out.sendBytes(SOME, 1, 2),
                () -> out.sendBytes(ByteBuffer.wrap(SOME)));
    }

    private static void refused(List<Wait> uses, Class<? extends Exception> type) {
        for (Wait use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(type);
        }
    }

    @Test
    void closedSenderMeansTheEndBehindTheLastMessage() throws Exception {
        Pipe<Object> pipe = newPipe();
        Receiver<Object> in = pipe.receiver();
        pipe.sender().send("last");
        pipe.sender().sendBytes(SOME);
        pipe.sender().close();
        pipe.sender().close();
        assertThat(pipe.sender().isClosed()).isTrue();
        assertThat(in.isClosed()).isFalse();
        refused(sends(pipe.sender()), ObjectClosedException.class);
        assertThat(in.receive()).isEqualTo("last");
        assertThat(in.receiveBytes()).isEqualTo(SOME);
        for (int i = 0; i < 2; i++) {
            refused(receives(in), EOFException.class);
            assertThat(in.isReady()).isTrue();
            assertThat(in.isReady(Duration.ZERO)).isTrue();
            assertThat(Waitable.awaitAny(List.of(in))).containsExactly(in);
        }
        in.close();
        refused(receives(in), ObjectClosedException.class);
        assertThat(pipe.sender()).asString().contains("closed");
        assertThat(in).asString().contains("closed");
    }

    @Test
    void closedReceiverMeansThatNobodyCanReceive() throws Exception {
        Pipe<Object> pipe = newPipe();
        pipe.sender().send("lost");
        pipe.receiver().close();
        assertThat(pipe.receiver().isClosed()).isTrue();
        assertThat(pipe.sender().isClosed()).isFalse();
        refused(sends(pipe.sender()), IOException.class);
        refused(receives(pipe.receiver()), ObjectClosedException.class);
        assertThatThrownBy(pipe.receiver()::isReady).isInstanceOf(ObjectClosedException.class);
        pipe.sender().close();
        refused(sends(pipe.sender()), ObjectClosedException.class);
    }

    /** Those that wait at the closed end are told that it is closed, those at the other one that it is over. */
    @Test
    void closingEndsAllWaits() throws Exception {
        Pipe<Object> one = newPipe();
        List<Aside<Void>> receivers = waiting(
                one.receiver()::receive,
                one.receiver()::receiveBytes,
                () -> one.receiver().isReady(Duration.ofDays(1)),
                () -> Waitable.awaitAny(List.of(one.receiver())));
        one.receiver().close();
        allFail(receivers, ObjectClosedException.class);

        Pipe<Object> two = newPipe();
        List<Aside<Void>> waiters =
                waiting(two.receiver()::receive, () -> two.receiver().receiveBytes(9));
        List<Aside<Void>> lookers = waiting(
                () -> assertThat(two.receiver().isReady(Duration.ofDays(1))).isTrue(),
                () -> Waitable.awaitAny(List.of(two.receiver())));
        two.sender().close();
        allFail(waiters, EOFException.class);
        for (Aside<Void> looker : lookers) {
            looker.result();
        }

        Pipe<Object> three = newPipe();
        three.sender().sendBytes(HUGE);
        List<Aside<Void>> senders = waiting(
                () -> three.sender().sendBytes(HUGE), () -> three.sender().send(HUGE));
        three.sender().close();
        allFail(senders, ObjectClosedException.class);

        Pipe<Object> four = newPipe();
        four.sender().sendBytes(HUGE);
        List<Aside<Void>> others =
                waiting(() -> four.sender().sendBytes(HUGE), () -> four.sender().send(HUGE));
        four.receiver().close();
        for (Aside<Void> other : others) {
            assertThat(other.failure(IOException.class)).hasMessageContaining("receiv");
        }
    }

    @Test
    void freedPipeIsRefusedAtBothEnds() throws Exception {
        Pipe<Object> pipe = newPipe();
        List<Aside<Void>> receivers = waiting(pipe.receiver()::receive);
        pipe.free();
        pipe.free();
        pipe.receiver().free();
        allFail(receivers, ObjectClosedException.class);
        refused(sends(pipe.sender()), ObjectClosedException.class);
        refused(receives(pipe.receiver()), ObjectClosedException.class);
        assertThat(pipe.sender().isClosed()).isTrue();
        pipe.sender().close();
        pipe.receiver().close();
    }

    @Test
    void connectionClosesBothDirections() throws Exception {
        DuplexPipe<Object> pipe = newDuplexPipe();
        Connection<Object> near = pipe.near();
        Connection<Object> far = pipe.far();
        near.send("last");
        far.send("lost");
        assertThat(far.receive()).isEqualTo("last");
        List<Aside<Void>> waiters = waiting(far::receive);
        near.close();
        near.close();
        assertThat(near.isClosed()).isTrue();
        assertThat(far.isClosed()).isFalse();
        refused(receives(near), ObjectClosedException.class);
        refused(sends(near), ObjectClosedException.class);
        refused(receives(far), EOFException.class);
        refused(sends(far), IOException.class);
        allFail(waiters, EOFException.class);
        far.close();
        refused(sends(far), ObjectClosedException.class);
        assertThat(far).asString().contains("closed");
    }

    @Test
    void tryStatementCloses() throws Exception {
        Pipe<Object> pipe = newPipe();
        try (Receiver<Object> in = pipe.receiver();
                Sender<Object> out = pipe.sender()) {
            out.send(1);
            assertThat(in.receive()).isEqualTo(1);
        }
        assertThat(pipe.receiver().isClosed()).isTrue();
        assertThat(pipe.sender().isClosed()).isTrue();
    }
}
