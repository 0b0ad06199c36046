package org.multiprocessing.pool;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.serial.Decoder;

/** The function of a job in a worker: decoded before its first call, so that what fails there is about that task. */
final class TaskFunction {
    private final byte shape;
    private final long limitNanos;
    private final long softLimitNanos;
    private final @Nullable Object[] arguments;
    private byte @Nullable [] encoded;
    private @Nullable Object function;

    private TaskFunction(Decoder definition) throws IOException {
        this.shape = definition.readByte();
        this.limitNanos = definition.readLong();
        this.softLimitNanos = definition.readLong();
        this.arguments = new @Nullable Object[Shape.arguments(shape)];
    }

    /** A function of many calls: reads its definition, and keeps the rest of the frame until the first call. */
    static TaskFunction undecoded(Decoder definition, byte[] frame, int length) throws IOException {
        TaskFunction function = new TaskFunction(definition);
        function.encoded = Arrays.copyOfRange(frame, length - definition.remaining(), length);
        return function;
    }

    /** A function of one call, which stands in the frame before its arguments. */
    static TaskFunction followedByArguments(Decoder definition) throws IOException {
        return new TaskFunction(definition);
    }

    long limitNanos() {
        return limitNanos;
    }

    long softLimitNanos() {
        return softLimitNanos;
    }

    /** Decodes the function, the first time, and the arguments of the next call. */
    void prepare(Decoder item) throws IOException {
        if (function == null) {
            function = decodeFunction(item);
        }
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = item.read();
        }
    }

    private @Nullable Object decodeFunction(Decoder item) throws IOException {
        byte[] kept = encoded;
        if (kept == null) {
            return item.read();
        }
        Object decoded =
                new Decoder(ProgramClasses.loader()).wrap(kept, 0, kept.length).read();
        encoded = null;
        return decoded;
    }

    @Nullable
    Object call() throws Exception {
        Object prepared = function;
        if (prepared == null) {
            throw new IllegalStateException("called before it was prepared");
        }
        try {
            return Shape.invoke(shape, prepared, arguments);
        } finally {
            Arrays.fill(arguments, null); // an idle worker holds no argument
        }
    }
}
