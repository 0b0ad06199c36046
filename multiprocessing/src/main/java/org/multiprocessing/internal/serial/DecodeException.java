package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown for bytes that do not decode, be it that they are damaged or that a class is missing or fails. */
public final class DecodeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String className;

    public DecodeException(String message) {
        this(message, null, null);
    }

    DecodeException(String message, @Nullable String className) {
        this(message, className, null);
    }

    DecodeException(String message, @Nullable String className, @Nullable Throwable cause) {
        super(message, cause);
        this.className = className;
    }

    /** Returns the binary name of the class that was missing or failed, or null if the bytes are damaged. */
    public @Nullable String className() {
        return className;
    }
}
