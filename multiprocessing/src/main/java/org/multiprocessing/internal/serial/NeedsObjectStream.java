package org.multiprocessing.internal.serial;

import java.io.Serial;

/** Thrown to start a top-level value again, as an object stream of the JDK; a jump, so it has no stack trace. */
final class NeedsObjectStream extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NeedsObjectStream() {
        super(null, null, false, false);
    }
}
