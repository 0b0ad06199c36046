package org.multiprocessing.serial;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown, by the call that would have sent it, for a value that cannot travel to another process.
 *
 * <p>The message names the class of the value, the chain of fields that leads to the object that cannot travel, and
 * what can be done. Nothing was sent.
 */
public final class NotShareableException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String offendingClass;

    /**
     * Creates an exception.
     *
     * @param message what cannot travel, and what to do
     * @param path the chain of fields as {@link #path()} describes it
     * @param offendingClass the binary name of the class that cannot travel
     * @param cause why, or {@code null} if the message says it all
     */
    public NotShareableException(String message, String path, String offendingClass, @Nullable Throwable cause) {
        super(message, cause);
        this.path = path;
        this.offendingClass = offendingClass;
    }

    /**
     * Returns the chain of fields from the value to the object that cannot travel.
     *
     * <p>What a lambda captures counts as its fields {@code arg$1}, {@code arg$2} and so on, the elements of arrays and
     * collections are written {@code [3]}, the values of a map {@code {key}}, and its keys {@code keys[3]}; for
     * example {@code arg$1.config.thread}.
     *
     * @return the chain, empty if the value itself is the culprit or the way to it is not known
     */
    public String path() {
        return path;
    }

    /**
     * Returns the name of the class whose object cannot travel.
     *
     * @return the binary name of the class
     */
    public String offendingClass() {
        return offendingClass;
    }
}
