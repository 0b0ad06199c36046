package org.multiprocessing.pool;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;

/** Sends a Throwable from a worker to its pool: always as text, and as the object where it can travel. */
final class Failures {
    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_SUMMARY = 2_000;
    private static final int LONGEST_STACK = 64_000;

    /** A failure as it arrived. */
    record Arrived(String summary, String stack, @Nullable Throwable original) {}

    private Failures() {}

    /** Writes a failure; its object with an encoder of its own, which is empty. */
    static void write(Encoder encoder, Throwable failure, Encoder object) {
        encoder.writeString(summary(failure));
        encoder.writeString(stack(failure));
        try {
            object.write(failure);
        } catch (Throwable e) { // an exception with fields that cannot travel, or a failing writeObject
            object.reset();
            object.write(null);
        }
        encoder.writeBytes(object.array(), 0, object.length());
    }

    static Arrived read(Decoder decoder, Decoder inner) throws IOException {
        String summary = decoder.readString();
        String stack = decoder.readString();
        byte[] object = decoder.readBytes();
        Throwable original = null;
        try {
            inner.wrap(object, 0, object.length);
            original = (Throwable) inner.read();
        } catch (Throwable e) { // a class that only the worker has, or a failing readObject: the text is left
            stack = stack + "(the exception itself could not be decoded here: " + summary(e) + ")\n";
        }
        return new Arrived(summary, stack, original);
    }

    /** Returns the exception and its causes, in one line each. */
    static String summary(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable next = failure;
        for (int i = 0; i < MOST_CAUSES && next != null; i++) {
            text.append(i > 0 ? "; caused by " : "").append(words(next));
            next = causeOf(next);
        }
        return shortened(text.toString(), LONGEST_SUMMARY);
    }

    private static String words(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable e) { // a message of the user's may fail in any way
            return failure.getClass().getName() + " (its message failed)";
        }
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        try {
            return failure.getCause();
        } catch (Throwable e) { // overridden by the user
            return null;
        }
    }

    static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text));
        } catch (Throwable e) { // a message of the user's may fail in any way
            return failure.getClass().getName() + " (its stack trace failed)";
        }
        return shortened(text.toString(), LONGEST_STACK);
    }

    /** Whether the failure is that memory ran out, or comes from that. */
    static boolean isOutOfMemory(Throwable failure) {
        Throwable next = failure;
        for (int i = 0; i < MOST_CAUSES && next != null; i++) {
            if (next instanceof OutOfMemoryError) {
                return true;
            }
            next = causeOf(next);
        }
        return false;
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "..." : text;
    }
}
