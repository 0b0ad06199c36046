package org.multiprocessing.pool;

import java.io.IOException;
import java.util.Arrays;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.shm.FrameReader;
import org.multiprocessing.serial.NotShareableException;

/**
 * One frame from a worker: its head is read under the lock, the rest outside.
 *
 * @param kind one of {@link Wire}
 * @param sequence which task, 0 if the frame is about none
 * @param nanos how long the task took
 * @param rest what follows
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, and never compared
record ResultFrame(byte kind, long sequence, long nanos, byte[] rest) {
    private static final int SEQUENCE = 1;
    private static final int NANOS = SEQUENCE + Long.BYTES;

    static ResultFrame of(FrameReader reader) {
        byte[] bytes = reader.bytes();
        int at = reader.offset();
        byte kind = bytes[at];
        boolean aboutTask = kind >= Wire.RESULT && kind <= Wire.SKIPPED;
        boolean timed = isTimed(reader);
        int restFrom = timed ? NANOS + Long.BYTES : aboutTask ? NANOS : SEQUENCE;
        return new ResultFrame(
                kind,
                aboutTask ? readLong(bytes, at + SEQUENCE) : 0,
                timed ? readLong(bytes, at + NANOS) : 0,
                Arrays.copyOfRange(bytes, at + restFrom, at + reader.length()));
    }

    static byte kindOf(FrameReader reader) {
        return reader.bytes()[reader.offset()];
    }

    static boolean isTimed(FrameReader reader) {
        byte kind = kindOf(reader);
        return kind == Wire.RESULT || kind == Wire.FAILED || kind == Wire.UNSENT;
    }

    static long sequenceOf(FrameReader reader) {
        return readLong(reader.bytes(), reader.offset() + SEQUENCE);
    }

    /** Returns up to which task none is done, of the frame of one that was skipped. */
    static long lastSkippedOf(FrameReader reader) {
        return readLong(reader.bytes(), reader.offset() + SEQUENCE + Long.BYTES);
    }

    static long nanosOf(FrameReader reader) {
        return readLong(reader.bytes(), reader.offset() + NANOS);
    }

    /** Starts a decoder on the value of a result. */
    static Decoder value(FrameReader reader, Decoder decoder) {
        int head = NANOS + Long.BYTES;
        return decoder.wrap(reader.bytes(), reader.offset() + head, reader.length() - head);
    }

    private static long readLong(byte[] bytes, int at) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** Decodes the outcome; runs classes of the user's. */
    Outcome<?> outcome(Items items, int i, WorkerHandle worker) {
        Decoder decoder = decoder();
        if (kind == Wire.RESULT) {
            try {
                return Outcomes.success(decoder.read());
            } catch (Throwable e) { // a class that only the worker has, or a failing readObject
                return unreadable(info(items, i, worker), e);
            }
        }
        TaskInfo info = info(items, i, worker);
        try {
            return new Outcome.Failure<>(
                    switch (kind) {
                        case Wire.FAILED -> failed(info, decoder, items.job().relays());
                        case Wire.UNSENT ->
                            new ResultNotSerializable(info, decoder.readString(), decoder.readString(), null);
                        case Wire.UNREAD -> new TaskNotSerializable(info, decoder.readString(), "", null);
                        default -> throw new IOException("a frame of kind " + kind);
                    });
        } catch (IOException e) {
            return unreadable(info, e);
        }
    }

    /** Takes the result out of the hands of a worker that is a thread, since nobody else will. */
    void discard() {
        if (kind == Wire.SKIPPED) {
            return;
        }
        try {
            decoder().read();
        } catch (IOException e) {
            return; // it has come as text
        }
    }

    private static TaskInfo info(Items items, int i, WorkerHandle worker) {
        return items.info(i, worker.process().pid(), worker.process().name());
    }

    private static Outcome<?> unreadable(TaskInfo info, Throwable e) {
        return new Outcome.Failure<>(new ResultNotSerializable(info, Failures.summary(e), "", e));
    }

    private TaskException failed(TaskInfo info, Decoder decoder, boolean isRelayed) throws IOException {
        Failures.Arrived arrived = Failures.read(decoder, decoder());
        return switch (isRelayed ? arrived.original() : null) {
            case TaskException elsewhere -> elsewhere.about(info);
            case NotShareableException unsent ->
                new TaskNotSerializable(info, String.valueOf(unsent.getMessage()), unsent.path(), unsent);
            case null, default -> new TaskFailed(info, arrived.summary(), arrived.stack(), arrived.original());
        };
    }

    /** Returns the error that the initializer of a worker ended with, or what belongs to it. */
    TaskException initializerFailure(WorkerHandle worker, String pool) {
        Decoder decoder = decoder();
        TaskInfo info = new TaskInfo(worker.process().pid(), worker.process().name(), -1, pool + "'s initializer");
        try {
            String what = decoder.readString();
            info = new TaskInfo(info.pid(), info.workerName(), -1, pool + "'s " + what);
            return failed(info, decoder, false);
        } catch (IOException e) {
            return new TaskFailed(info, Failures.summary(e), "", e);
        }
    }

    /** Returns the resident memory of a worker that wants to be replaced. */
    long bytes() {
        return readLong(rest, 0);
    }

    /** Returns how the finalizer of a worker failed. */
    String finalizerFailure() {
        Decoder decoder = decoder();
        try {
            return decoder.readString() + "\n" + decoder.readString();
        } catch (IOException e) {
            return Failures.summary(e);
        }
    }

    private Decoder decoder() {
        Decoder decoder = new Decoder(ProgramClasses.loader());
        decoder.wrap(rest, 0, rest.length);
        return decoder;
    }
}
