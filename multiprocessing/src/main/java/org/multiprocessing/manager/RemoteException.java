package org.multiprocessing.manager;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The server of a hosted object has failed, not the object: it has ended or died, did not answer in time, could not decode the arguments or
 * send the result. What the object itself throws comes as it is, and never as this, unless it cannot travel; then the message says what it was.
 *
 * <p>Whether the method was called is not known if the server has died meanwhile.
 */
public final class RemoteException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remoteStack;

    RemoteException(String message, String remoteStack, @Nullable Throwable cause) {
        super(message, cause);
        this.remoteStack = remoteStack;
    }

    RemoteException(String message) {
        this(message, "", null);
    }

    /**
     * Returns the stack trace of the failure as the server printed it.
     *
     * @return its text, with causes; empty if the server could not say any
     */
    public String remoteStack() {
        return remoteStack;
    }
}
