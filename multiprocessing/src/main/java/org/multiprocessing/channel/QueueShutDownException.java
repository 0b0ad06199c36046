package org.multiprocessing.channel;

import java.io.Serial;

/** Thrown by a queue that was shut down: when something is put, and, once it is empty, when something is taken. */
public final class QueueShutDownException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception; for those that implement {@link Queue}.
     *
     * @param message what could not be done
     */
    public QueueShutDownException(String message) {
        super(message);
    }
}
