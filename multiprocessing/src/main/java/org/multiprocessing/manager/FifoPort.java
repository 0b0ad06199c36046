package org.multiprocessing.manager;

import java.io.EOFException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.fifo.Frame;
import org.multiprocessing.internal.fifo.Parcel;
import org.multiprocessing.internal.fifo.Reception;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.ObjectClosedException;

/** A way through shared memory, between processes of one tree. */
final class FifoPort implements Port {
    private final Fifo in;
    private final Fifo out;

    FifoPort(Fifo in, Fifo out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void send(Encoder message) throws EOFException {
        boolean sent = false;
        try {
            sent = put(out, Parcel.of(message)) == Fifo.DONE;
        } catch (ObjectClosedException e) {
            throw gone();
        } finally {
            if (!sent) {
                message.pledges().withdraw();
            }
        }
        if (!sent) {
            throw gone();
        }
    }

    private static EOFException gone() {
        return new EOFException("the other side is gone");
    }

    /** Puts a message, and keeps an interrupt for later. */
    private static int put(Fifo fifo, Parcel parcel) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return fifo.put(parcel, Fifo.FOREVER);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable Message receive(long nanos) throws EOFException, InterruptedException {
        Taken taken = new Taken();
        int result;
        try {
            result = in.take(taken, nanos);
        } catch (ObjectClosedException e) {
            throw gone();
        }
        if (result == Fifo.TIMED_OUT) {
            return null;
        }
        Message message = taken.message;
        if (result != Fifo.DONE || message == null) {
            throw gone();
        }
        return message;
    }

    private static final class Taken implements Reception {
        private @Nullable Message message;

        @Override
        public boolean receive(Frame frame) {
            message = new Message(frame.bytes(), 0, frame.bulks());
            return true;
        }
    }

    @Override
    public void close() {
        in.ends().close(Ends.RECEIVE);
        out.ends().close(Ends.SEND);
    }
}
