package org.multiprocessing.internal.launch;

import java.io.IOException;
import org.multiprocessing.internal.serial.Decoder;

/**
 * What a child JVM is and does, as it receives it. The implementation belongs to the package {@code process}, and is found by
 * name: the main class of a child knows no more of processes than this.
 */
public interface ChildBody {
    /** The class that implements this. */
    String IMPLEMENTATION = "org.multiprocessing.process.ReceivedBody";

    /** Takes the identity of the process, then decodes what it is to do. */
    void read(Decoder in) throws IOException;

    /**
     * Loads what reading and running a body needs, by doing that with one of its own, in a JVM that is no process yet.
     *
     * @throws Exception if it fails, as a body then will
     */
    void rehearse() throws Exception;

    /**
     * Does it.
     *
     * @throws Exception whatever the target throws
     */
    void run() throws Exception;
}
