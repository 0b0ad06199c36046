package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Works with files in a thread that is, or may be, interrupted: the JDK closes the channel that such a thread uses. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that is done with a channel, which it opens. It can be done again. */
    public interface FileAction<R> {
        /** Does it. */
        R run() throws IOException;
    }

    /** Does it, again if an interrupt has ended it, which is kept for later. */
    public static <R> R run(FileAction<R> action) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return action.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
