package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.serial.Encoder;

/** Threads that share a way each get their own answer, whoever receives it. */
class MultiplexerTest {
    private static final long LIMIT_SECONDS = 20;

    /** A way whose other side is this test. */
    private static final class FakePort implements Port {
        private static final Message END = Message.of(new byte[0]);

        private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
        private final AtomicInteger sent = new AtomicInteger();

        @Override
        public void send(Encoder message) {
            sent.incrementAndGet();
        }

        @Override
        public @Nullable Message receive(long nanos) throws IOException, InterruptedException {
            Message message = answers.poll(nanos, TimeUnit.NANOSECONDS);
            if (message == END) {
                throw new EOFException("gone");
            }
            return message;
        }

        @Override
        public void close() {
            answers.add(END);
        }
    }

    private final FakePort port = new FakePort();
    private final List<Message> late = new ArrayList<>();
    private final Multiplexer way = new Multiplexer(port, late::add);
    private final AtomicInteger interrupts = new AtomicInteger();

    private CompletableFuture<Long> call(long number, Thread.Builder builder) {
        return call(number, builder, Port.FOREVER);
    }

    private CompletableFuture<Long> call(long number, Thread.Builder builder, long nanos) {
        CompletableFuture<Long> result = new CompletableFuture<>();
        int before = port.sent.get();
        builder.start(() -> {
            try {
                result.complete(way.exchange(new Encoder(), number, interrupts::incrementAndGet, nanos)
                        .number());
            } catch (IOException | TimeoutException e) {
                result.completeExceptionally(e);
            }
        });
        while (port.sent.get() == before) {
            Thread.onSpinWait();
        }
        return result;
    }

    private void answer(long number) {
        Encoder out = new Encoder();
        out.writeLong(number);
        port.answers.add(Message.of(out.toByteArray()));
    }

    @Test
    void answersComeToThoseTheyAreFor() throws Exception {
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(call(i, i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()));
        }
        for (int i = 19; i >= 0; i--) {
            answer(i);
            assertThat(calls.get(i).get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    /** The one that leads passes that on, or the rest would wait for ever. */
    @Test
    void theOneThatLeadsMayGoFirst() throws Exception {
        CompletableFuture<Long> leader = call(0, Thread.ofPlatform());
        CompletableFuture<Long> other = call(1, Thread.ofPlatform());
        answer(0);
        leader.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        answer(1);
        assertThat(other.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void theOneThatLeadsMayGiveUp() throws Exception {
        CompletableFuture<Long> leader = call(0, Thread.ofPlatform(), 1);
        CompletableFuture<Long> other = call(1, Thread.ofPlatform());
        assertThatThrownBy(() -> leader.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        answer(0);
        answer(1);
        assertThat(other.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(late).extracting(Message::number).containsExactly(0L);
    }

    @Test
    void anInterruptIsToldOnceAndTheAnswerIsWaitedFor() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                way.exchange(new Encoder(), 7, interrupts::incrementAndGet, Port.FOREVER);
                interrupted.complete(Thread.interrupted());
            } catch (IOException | TimeoutException e) {
                interrupted.completeExceptionally(e);
            }
        });
        while (port.sent.get() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        while (interrupts.get() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        answer(7);
        assertThat(interrupted.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupts).hasValue(1);
    }

    @Test
    void theEndIsToldToAll() throws Exception {
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(call(i, Thread.ofPlatform()));
        }
        port.close();
        for (CompletableFuture<Long> call : calls) {
            assertThatThrownBy(() -> call.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
        assertThat(way.isBroken()).isTrue();
        assertThatThrownBy(() -> way.exchange(new Encoder(), 9, () -> {}, Port.FOREVER))
                .isInstanceOf(IOException.class);
    }
}
