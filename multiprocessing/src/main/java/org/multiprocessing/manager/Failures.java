package org.multiprocessing.manager;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;

/**
 * Sends what an object has thrown: as text, and as the object where it can travel. Where the exception itself may not, as over a socket, one
 * of the same class is made of its message, if it is one of the JDK's or the method declares it.
 */
final class Failures {
    private static final int LONGEST_STACK = 64_000;
    private static final int LONGEST_MESSAGE = 8_000;
    private static final int MOST_FRAMES = 100;
    private static final byte[] NOTHING = {};

    private Failures() {}

    static void write(Codec codec, Encoder out, Throwable failure) {
        out.writeString(failure.getClass().getName());
        out.writeString(message(failure));
        out.writeString(stack(failure));
        writeFrames(out, failure.getStackTrace());
        Encoder object = codec.encoder();
        boolean whole = false;
        try {
            object.write(failure);
            whole = object.bulks().isEmpty();
        } catch (
                Throwable
                        e) { // an exception with fields that cannot travel, or a failing writeObject: the text is left
            whole = false;
        }
        byte[] bytes = whole ? object.toByteArray() : NOTHING;
        if (whole) {
            out.adoptPledges(object);
            codec.keep(object);
        } else {
            codec.drop(object);
        }
        out.writeBytes(bytes, 0, bytes.length);
    }

    /** Those of the object; what is below the call is ours. */
    private static void writeFrames(Encoder out, StackTraceElement[] frames) {
        int count = 0;
        while (count < Math.min(frames.length, MOST_FRAMES)
                && !frames[count].getClassName().equals(CallRunner.class.getName())) {
            count++;
        }
        while (count > 0 && isReflection(frames[count - 1].getClassName())) {
            count--;
        }
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeString(frames[i].getClassName());
            out.writeString(frames[i].getMethodName());
            out.writeString(Objects.requireNonNullElse(frames[i].getFileName(), ""));
            out.writeInt(frames[i].getLineNumber());
        }
    }

    private static StackTraceElement[] readFrames(Decoder in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_FRAMES) {
            throw new DecodeException("a stack of " + count + " frames");
        }
        StackTraceElement[] frames = new StackTraceElement[count];
        for (int i = 0; i < count; i++) {
            String type = in.readString();
            String method = in.readString();
            String file = in.readString();
            frames[i] = new StackTraceElement(type, method, file.isEmpty() ? null : file, in.readInt());
        }
        return frames;
    }

    private static String message(Throwable failure) {
        try {
            return shortened(String.valueOf(failure.getMessage()), LONGEST_MESSAGE);
        } catch (Throwable e) { // overridden by the program
            return "(its message failed)";
        }
    }

    static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text));
        } catch (Throwable e) { // a message of the program's may fail in any way
            return failure.getClass().getName() + " (its stack trace failed)";
        }
        return shortened(text.toString(), LONGEST_STACK);
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "..." : text;
    }

    /** Returns what a caller is to see: what was thrown, with both stacks, or a {@code RemoteException} that tells of it. */
    static Throwable read(Codec codec, Decoder in, Operation operation) throws IOException {
        String className = in.readString();
        String message = in.readString();
        String stack = in.readString();
        StackTraceElement[] frames = readFrames(in);
        byte[] object = in.readBytes();
        Throwable original = decode(codec, object);
        Throwable thrown = original != null ? original : rebuild(className, message, operation, in.loader());
        if (thrown == null) {
            return new RemoteException(operation.words() + " has thrown " + className + ": " + message, stack, null);
        }
        addCaller(thrown, frames);
        return thrown;
    }

    private static @Nullable Throwable decode(Codec codec, byte[] object) {
        if (object.length == 0) {
            return null;
        }
        Decoder inner = codec.decoder(Message.of(object));
        try {
            return inner.read() instanceof Throwable original ? original : null;
        } catch (IOException
                | RuntimeException
                | Error e) { // a class that only the server has, or that is not accepted: the text is left
            return null;
        } finally {
            codec.giveBack(inner);
        }
    }

    /** Gives it the stack in the server, and then the caller's. */
    private static void addCaller(Throwable thrown, StackTraceElement[] there) {
        StackTraceElement[] here = new Throwable().getStackTrace();
        int last = there.length;
        int first = 0;
        while (first < here.length && isOurs(here[first].getClassName())) {
            first++;
        }
        StackTraceElement[] both = Arrays.copyOf(there, last + 1 + here.length - first);
        both[last] = new StackTraceElement("called", "from", "another process", -1);
        System.arraycopy(here, first, both, last + 1, here.length - first);
        thrown.setStackTrace(both);
    }

    private static boolean isReflection(String name) {
        return name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("java.lang.invoke.");
    }

    private static boolean isOurs(String name) {
        return name.startsWith("org.multiprocessing.manager.")
                || name.startsWith("jdk.proxy")
                || name.contains("$Proxy");
    }

    private static @Nullable Throwable rebuild(
            String className, String message, Operation operation, ClassLoader loader) {
        Class<?> type = find(className, operation, loader);
        if (type == null || !Throwable.class.isAssignableFrom(type)) {
            return null;
        }
        try {
            Constructor<?> constructor = type.getConstructor(String.class);
            return (Throwable) constructor.newInstance(message);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return rebuildWithoutMessage(type);
        }
    }

    private static @Nullable Throwable rebuildWithoutMessage(Class<?> type) {
        try {
            return (Throwable) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Looks only among what may be thrown anyway: no name from outside makes this program load or run anything else. */
    private static @Nullable Class<?> find(String className, Operation operation, ClassLoader loader) {
        for (Class<?> declared : operation.method().getExceptionTypes()) {
            if (declared.getName().equals(className)) {
                return declared;
            }
        }
        if (!className.startsWith("java.")) {
            return null;
        }
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
