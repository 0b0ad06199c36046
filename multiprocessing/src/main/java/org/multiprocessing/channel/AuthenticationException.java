package org.multiprocessing.channel;

import java.io.IOException;
import java.io.Serial;

/** Thrown when the other side of a connection does not prove that it knows the key, or refuses our proof. */
public final class AuthenticationException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    AuthenticationException(String message) {
        super(message);
    }
}
