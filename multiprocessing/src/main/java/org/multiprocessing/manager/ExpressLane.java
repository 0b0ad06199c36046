package org.multiprocessing.manager;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.multiprocessing.internal.serial.Encoder;

/** A way to a server that one thread at a time has to itself: it sends a call, and the next message is the answer. */
final class ExpressLane {
    /** Until the first answer, the server may have died without ever having had the lane. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Port port;
    private final long key;
    private boolean proved;

    /** @param key by which the server knows the lane */
    ExpressLane(Port port, long key) {
        this.port = port;
        this.key = key;
    }

    long key() {
        return key;
    }

    void close() {
        port.close();
    }

    /** Sends a call and waits for its answer; an interrupt is kept, and {@code onInterrupt} is done at the first one. */
    Message exchange(Encoder call, Runnable onInterrupt, long nanos, BooleanSupplier serverLives)
            throws IOException, TimeoutException {
        port.send(call);
        return receive(onInterrupt, nanos, serverLives);
    }

    /** Waits for the answer of a call for which the time was over. */
    Message exchangeRest(BooleanSupplier serverLives) throws IOException {
        try {
            return receive(() -> {}, Port.FOREVER, serverLives);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Message receive(Runnable onInterrupt, long nanos, BooleanSupplier serverLives)
            throws IOException, TimeoutException {
        boolean interrupted = false;
        long start = nanos == Port.FOREVER ? 0 : System.nanoTime();
        try {
            while (true) {
                long left = nanos == Port.FOREVER ? nanos : nanos - (System.nanoTime() - start);
                if (left <= 0) {
                    throw new TimeoutException();
                }
                try {
                    Message answer = port.receive(proved ? left : Math.min(left, LOOK_NANOS));
                    if (answer != null) {
                        proved = true;
                        return answer;
                    }
                } catch (InterruptedException e) {
                    if (!interrupted) {
                        interrupted = true;
                        onInterrupt.run();
                    }
                }
                if (!proved && !serverLives.getAsBoolean()) {
                    throw new EOFException("the other side is gone");
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
