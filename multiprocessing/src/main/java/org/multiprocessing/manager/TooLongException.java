package org.multiprocessing.manager;

import java.io.IOException;

/** A message is longer than the way allows; nothing was sent. */
final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(int length, int limit) {
        super("a message of " + length + " bytes; at most " + limit
                + " are allowed. ManagerOptions.withMaxFrameBytes(bytes) allows more");
    }
}
