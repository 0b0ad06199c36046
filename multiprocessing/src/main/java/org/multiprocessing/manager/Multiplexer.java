package org.multiprocessing.manager;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** Until the first answer, the server may have died without ever having had the way. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Port port;

    /** What is done with an answer that nobody waits for any more. */
    private final Consumer<Message> late;

    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isLed = new AtomicBoolean();
    private final BooleanSupplier serverLives;
    private volatile boolean proved;
    private volatile @Nullable IOException broken;

    private Multiplexer(Port port, Consumer<Message> late, boolean proved, BooleanSupplier serverLives) {
        this.port = port;
        this.late = late;
        this.proved = proved;
        this.serverLives = serverLives;
    }

    /** With a server that has the other ends. */
    static Multiplexer of(Port port, Consumer<Message> late) {
        return new Multiplexer(port, late, true, () -> true);
    }

    /** With a server that is about to get the other ends, unless it dies before. */
    static Multiplexer of(Port port, Consumer<Message> late, BooleanSupplier serverLives) {
        return new Multiplexer(port, late, false, serverLives);
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
        boolean interrupted = false;
        try {
            port.send(call);
            long start = System.nanoTime();
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
            waiting.remove(number);
            if (!isLed.get()) {
                wakeAnother(); // perhaps it was chosen to lead
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
                Message message = port.receive(proved ? nanos : Math.min(nanos, LOOK_NANOS));
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
        Waiting other = waiting.get(message.number());
        if (other == null) {
            late.accept(message);
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
