package org.multiprocessing.internal.serial;

import java.io.IOException;

/** Turns what {@link HandleBacked#writeHandle} wrote into an object of this process. */
public interface HandleResolver {

    /**
     * Reads what was written, all of it and no more, and returns the object for it.
     *
     * @throws IOException if the object cannot be reached; the decoder passes it on as the cause of its own exception
     */
    Object read(Decoder in) throws IOException;
}
