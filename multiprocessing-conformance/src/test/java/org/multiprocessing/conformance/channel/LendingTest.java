package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.ObjectClosedException;

/** Messages that are received where they are, in shared memory, which the sender must leave alone meanwhile. */
@Tag("core")
class LendingTest extends ChannelContract {
    private static final int MIB = 1 << 20;
    private static final int LARGE = 40_000;

    @Override
    public Context context() {
        return Multiprocessing.context(StartMethod.FORKSERVER);
    }

    private static byte[] filled(int size, int number) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static void isIntact(MemorySegment segment, int number) {
        assertThat(segment.mismatch(MemorySegment.ofArray(filled((int) segment.byteSize(), number))))
                .as("message %s", number)
                .isEqualTo(-1);
    }

    @Test
    void lentMemoryStaysAsItIsWhileTheSenderGoesOn() throws Exception {
        Pipe<Object> pipe = newPipe();
        List<MemorySegment> lent = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < 300; i++) {
                pipe.sender().sendBytes(filled(LARGE + i, i));
                lent.add(pipe.receiver().receiveBytes(arena));
                pipe.sender().send("between " + i);
                assertThat(pipe.receiver().receive()).isEqualTo("between " + i);
            }
            for (int i = 0; i < 400; i++) {
                pipe.sender().sendBytes(filled(LARGE, -1));
                assertThat(pipe.receiver().receiveBytes()).hasSize(LARGE);
            }
            for (int i = 0; i < lent.size(); i++) {
                isIntact(lent.get(i), i);
                assertThat(lent.get(i).byteSize()).isEqualTo(LARGE + i);
            }
            assertThatThrownBy(() -> lent.get(0).fill((byte) 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> lent.get(0).get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    /** Each in an arena of its own, given back in another order. */
    @Test
    void memoryIsUsedAgainOnceItIsGivenBack() throws Exception {
        Pipe<Object> pipe = newPipe();
        List<Arena> arenas = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            pipe.sender().sendBytes(filled(MIB, i));
            Arena arena = Arena.ofConfined();
            arenas.add(arena);
            isIntact(pipe.receiver().receiveBytes(arena), i);
            if (arenas.size() > 10) {
                arenas.remove(i % arenas.size()).close();
            }
        }
        assertThat(DataFiles.bytes()).isLessThan(40L * MIB);
        arenas.forEach(Arena::close);
    }

    /** What is lent counts; so does who waits for it hear when it is given back. */
    @Test
    void senderWaitsUntilMemoryIsGivenBack() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (boolean virtual : List.of(false, true)) {
            Aside<Void> sender;
            try (Arena arena = Arena.ofConfined()) {
                for (int i = 0; i < 7; i++) {
                    pipe.sender().sendBytes(filled(4 * MIB, i));
                    pipe.receiver().receiveBytes(arena);
                }
                pipe.sender().send("at last");
                sender = Aside.run(virtual, () -> pipe.sender().sendBytes(filled(8 * MIB, 1)));
                sender.waits();
            }
            sender.result();
            assertThat(pipe.receiver().receive()).isEqualTo("at last");
            isIntact(MemorySegment.ofArray(pipe.receiver().receiveBytes()), 1);
        }
    }

    @Test
    void arenaThatCannotTakeItIsRefusedAndTheMessageIsKept() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (int size : new int[] {1, LARGE}) {
            pipe.sender().sendBytes(filled(size, 1));
            Arena closed = Arena.ofConfined();
            closed.close();
            assertThatThrownBy(() -> pipe.receiver().receiveBytes(closed)).isInstanceOf(IllegalStateException.class);
            try (Arena foreign = Arena.ofConfined()) {
                Aside.run(() -> pipe.receiver().receiveBytes(foreign)).failure(WrongThreadException.class);
                isIntact(pipe.receiver().receiveBytes(foreign), 1);
            }
        }
        assertThat(pipe.receiver().isReady()).isFalse();
    }

    @Test
    void arenaThatIsClosedWhileItIsWaitedForLosesNoMessage() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (int i = 0; i < 50; i++) {
            Arena arena = Arena.ofShared();
            Aside<MemorySegment> receiver = Aside.call(() -> pipe.receiver().receiveBytes(arena));
            if (i == 0) {
                receiver.waits();
            }
            arena.close();
            pipe.sender().sendBytes(filled(MIB, i));
            receiver.failure(IllegalStateException.class);
            isIntact(MemorySegment.ofArray(pipe.receiver().receiveBytes()), i);
        }
        assertThat(DataFiles.bytes()).as("nothing stays lent").isLessThan(30L * MIB);
    }

    @Test
    void lentMemoryOutlivesThePipe() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            Pipe<Object> pipe = newPipe();
            pipe.sender().sendBytes(filled(MIB, 5));
            MemorySegment closed = pipe.receiver().receiveBytes(arena);
            pipe.sender().close();
            pipe.receiver().close();
            Pipe<Object> other = newPipe();
            other.sender().sendBytes(filled(MIB, 6));
            MemorySegment freed = other.receiver().receiveBytes(arena);
            other.free();
            Pipe<Object> third = newPipe();
            third.sender().sendBytes(filled(MIB, 7));
            isIntact(closed, 5);
            isIntact(freed, 6);
            assertThatThrownBy(third.receiver()::receive).hasMessageContaining("raw bytes");
        }
    }

    @Test
    void loanOfACollectedArenaComesBack() throws Exception {
        Pipe<Object> pipe = newPipe();
        for (int i = 0; i < 7; i++) {
            pipe.sender().sendBytes(filled(4 * MIB, i));
            isIntact(pipe.receiver().receiveBytes(Arena.ofAuto()), i);
        }
        Aside<Void> sender = Aside.run(() -> pipe.sender().sendBytes(filled(31 * MIB, 1)));
        Await.until("the collector to give it back", () -> {
            System.gc();
            return sender.isDone();
        });
        sender.result();
    }

    @Test
    void receiverThatIsClosedIsRefused() throws Exception {
        Pipe<Object> pipe = newPipe();
        pipe.receiver().close();
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> pipe.receiver().receiveBytes(arena)).isInstanceOf(ObjectClosedException.class);
        }
    }
}
