package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works with files in a thread that is, or may be, interrupted: the JDK closes the channel that such a thread uses. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that is done with a channel, which it opens. It can be done again. */
    public interface FileAction<R> {
        /** Does it. */
        R run() throws IOException;
    }

    /**
     * Maps a file, in a thread of its own: the JDK loses a mapping whose thread is interrupted while it is made, for the rest of the
     * program's life.
     */
    public static <R> R map(FileAction<R> action) throws IOException {
        Mapping<R> mapping = new Mapping<>(action);
        Thread thread = new Thread(
                mapping, "multiprocessing-map"); // without a factory: a child may do this on its way to the target
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mapping.result();
    }

    private static final class Mapping<R> implements Runnable {
        private final FileAction<R> action;
        private @Nullable R result;
        private @Nullable Throwable failure;

        Mapping(FileAction<R> action) {
            this.action = action;
        }

        @Override
        public void run() {
            try {
                result = action.run();
            } catch (Throwable e) { // thrown where the mapping is wanted
                failure = e;
            }
        }

        R result() throws IOException {
            return switch (failure) {
                case null -> Objects.requireNonNull(result);
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            };
        }
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
