package org.multiprocessing.serial;

import java.io.Serial;

/**
 * Thrown when a shared object is used that was freed, or whose process tree has ended.
 *
 * @see Shared#free()
 */
public final class ObjectClosedException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with a message.
     *
     * @param message which object is closed, and why
     */
    public ObjectClosedException(String message) {
        super(message);
    }
}
