package org.multiprocessing.manager;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;

/**
 * A way that all threads of a client use at the same time. One of those that wait, the leader, receives: its own answer without any change
 * of thread, and the others' for them. Who gets its answer while it leads passes that on.
 */
final class Multiplexer {
    private final Port port;
    private final BooleanSupplier serverLives;

    /** What is done with an answer that nobody waits for any more. */
    private final Consumer<Message> late;

    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isLed = new AtomicBoolean();

    /** How many answers there are that nobody waits for any more. */
    private final AtomicInteger expected = new AtomicInteger();

    private volatile @Nullable IOException broken;

    /** Whether the server has the other side: until then, it may die without closing it. Changed by whoever leads. */
    private volatile boolean proved;

    Multiplexer(Port port, BooleanSupplier serverLives, Consumer<Message> late) {
        this.port = port;
        this.serverLives = serverLives;
        this.late = late;
    }

    Port port() {
        return port;
    }

    boolean isBroken() {
        return broken != null;
    }

    private static final class Waiting {
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Message answer;
    }

    /** Sends a call and waits for its answer; an interrupt is kept, and {@code onInterrupt} is done at the first one. */
    Message exchange(Encoder call, long number, Runnable onInterrupt, long nanos) throws IOException, TimeoutException {
        checkWhole();
        Waiting own = new Waiting();
        waiting.put(number, own);
        try {
            port.send(call);
            return await(own, onInterrupt, nanos);
        } catch (TimeoutException e) {
            if (waiting.remove(number, own)) {
                expectLate();
                throw e;
            }
            return awaitDelivery(own); // whoever leads has it, just now
        } finally {
            waiting.remove(number);
            if (!isLed.get()) {
                wakeAnother(); // perhaps it was chosen to lead
            }
        }
    }

    private Message await(Waiting own, Runnable onInterrupt, long nanos) throws IOException, TimeoutException {
        boolean interrupted = false;
        long start = System.nanoTime();
        try {
            while (true) {
                try {
                    return await(own, nanos, start);
                } catch (InterruptedException e) {
                    if (!interrupted) {
                        interrupted = true;
                        onInterrupt.run();
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Message awaitDelivery(Waiting own) {
        Message answer = own.answer;
        while (answer == null) {
            Thread.onSpinWait();
            answer = own.answer;
        }
        return answer;
    }

    /** What comes when its caller has gone on may bring proxies, so that somebody has to receive it, also if nobody calls any more. */
    private void expectLate() {
        if (expected.getAndIncrement() == 0) {
            Thread.ofPlatform().daemon().name("multiprocessing-late-answers").start(this::receiveLate);
        }
    }

    private void receiveLate() {
        Waiting own = new Waiting();
        long number = -own.thread.threadId(); // which no call has
        waiting.put(number, own);
        while (expected.get() > 0 && broken == null) {
            try {
                if (isLed.compareAndSet(false, true)) {
                    lead(own, Port.FOREVER);
                } else {
                    LockSupport.park(this);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
        waiting.remove(number);
        wakeAnother();
    }

    private void checkWhole() throws IOException {
        IOException failure = broken;
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private Message await(Waiting own, long nanos, long start)
            throws IOException, TimeoutException, InterruptedException {
        while (true) {
            Message answer = own.answer;
            if (answer != null) {
                return answer;
            }
            checkWhole();
            long left = nanos == Port.FOREVER ? nanos : nanos - (System.nanoTime() - start);
            if (left <= 0) {
                throw new TimeoutException();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (isLed.compareAndSet(false, true)) {
                lead(own, left);
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    private void lead(Waiting own, long nanos) throws InterruptedException {
        try {
            if (own.answer == null) { // the one that led before may have received it
                Message message = port.receive(proved ? nanos : Math.min(nanos, ExpressLane.LOOK_NANOS));
                if (message != null) {
                    proved = true;
                    deliver(message);
                } else if (!proved && !serverLives.getAsBoolean()) {
                    throw new EOFException("the other side is gone");
                }
            }
        } catch (IOException e) {
            broken = e;
            waiting.values().forEach(other -> LockSupport.unpark(other.thread));
        } finally {
            isLed.set(false);
            if (own.answer != null) {
                wakeAnother();
            }
        }
    }

    private void deliver(Message message) throws IOException {
        if (message.length() < Long.BYTES) {
            throw new IOException("an answer without a number");
        }
        Waiting other = waiting.remove(message.number());
        if (other == null) {
            late.accept(message);
            expected.decrementAndGet();
        } else {
            other.answer = message;
            LockSupport.unpark(other.thread);
        }
    }

    private void wakeAnother() {
        for (Waiting other : waiting.values()) {
            if (other.answer == null) {
                LockSupport.unpark(other.thread);
                return;
            }
        }
    }
}
