package org.multiprocessing.manager;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;
import org.multiprocessing.internal.serial.Peer;

/** A server in another process: calls are messages. */
abstract class WireLink extends ServerLink implements Peer {
    private static final Operation START;

    static {
        try {
            START = MethodTable.of(Control.class).of(Control.class.getMethod("start"));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private final AtomicLong numbers = new AtomicLong();
    private final @Nullable Duration limit;

    /** @param limit how long a call may take; null for any time */
    WireLink(@Nullable Duration limit) {
        this.limit = limit;
    }

    abstract Codec codec();

    /**
     * Sends a call, whose number is given, and waits for the answer.
     *
     * @param interruptible whether an interrupt is passed on to the server; it is kept in any case
     * @throws IOException if the server is gone
     */
    abstract Message exchange(Encoder call, long number, boolean interruptible, long nanos)
            throws IOException, TimeoutException;

    /** Returns what is to be said of a server that is gone. */
    abstract RemoteException gone(IOException e);

    /** Waits until the server is ready, at most a time; returns where it listens, as {@link Control#start} does. */
    String awaitStart(long nanos) {
        try {
            return String.valueOf(call(nanos, CONTROL, START, null));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("declares none that is checked", e);
        }
    }

    @Override
    @Nullable
    Object call(long id, Operation operation, @Nullable Object @Nullable [] arguments) throws Throwable {
        return call(limit == null ? Port.FOREVER : TimeUnit.NANOSECONDS.convert(limit), id, operation, arguments);
    }

    private @Nullable Object call(long nanos, long id, Operation operation, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Codec codec = codec();
        long number = numbers.incrementAndGet();
        Encoder out = codec.encoder();
        boolean encoded = false;
        try {
            Calls.writeCall(out, number, id, operation, arguments);
            encoded = true;
        } finally {
            if (!encoded) {
                codec.drop(out);
            }
        }
        Message answer;
        boolean answered = false;
        try {
            answer = exchange(out, number, operation.interruptible(), nanos);
            answered = true;
        } catch (TooLongException e) {
            throw new RemoteException(operation.words() + ": " + e.getMessage());
        } catch (IOException e) {
            throw gone(e);
        } catch (TimeoutException e) {
            throw new RemoteException(operation.words() + " took longer than " + Duration.ofNanos(nanos)
                    + "; ManagerOptions.withCallTimeout(timeout) allows more");
        } finally {
            if (answered) {
                codec.keep(out);
            } else {
                out.pledges().withdraw(); // of what has arrived nobody needs them any more
            }
        }
        return Answers.read(codec, answer, operation);
    }

    /** An own object of the server goes back to it as its number. */
    @Override
    @SuppressWarnings("ReferenceEquality") // the very link
    public @Nullable HandleBacked handleOf(Object value) {
        RemoteObject object = RemoteObject.of(value);
        return object != null && object.link() == this
                ? new OwnHandle(object.id(), value instanceof Adaptor adaptor ? adaptor.name() : "")
                : null;
    }

    private record OwnHandle(long id, String adaptor) implements HandleBacked {
        @Override
        public int handleKind() {
            return ProxyHandles.KIND;
        }

        @Override
        public void writeHandle(Encoder out) {
            out.writeByte(ProxyHandles.OWN);
            out.writeLong(id);
            out.writeString(adaptor);
        }
    }
}
