package org.multiprocessing.internal.shm;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Works with files in a thread that is, or may be, interrupted: the JDK closes the channel that such a thread uses. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that is done with a channel, which it opens. */
    public interface FileAction<R> {
        /** Does it. */
        R run() throws IOException;
    }

    /**
     * Maps a file, in a thread that nobody else knows: the JDK loses a mapping whose thread is interrupted while it is made, for the
     * rest of the program's life. What it throws has the stack of the caller.
     */
    public static <R> R map(FileAction<R> action) throws IOException {
        FutureTask<R> mapping = new FutureTask<>(action::run);
        Mappers.THREADS.execute(mapping);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return mapping.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw thrownHere(Objects.requireNonNull(e.getCause()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException thrownHere(Throwable failure) {
        failure.fillInStackTrace();
        if (failure instanceof IOException e) { // no switch, whose first use costs a child some milliseconds
            return e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    /** Does what can be done again: again if an interrupt has ended it, which is kept for later. */
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

    /** As many as map at a time: a large file must not hold up others. They stay a moment, as a start costs several mappings. */
    private static final class Mappers {
        private static final int STAY_MILLIS = 1_000;

        private static final Executor THREADS = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, STAY_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), Mappers::newThread);

        private static Thread newThread(Runnable work) {
            Thread thread = new Thread(null, work, "multiprocessing-map", 0, false);
            thread.setDaemon(true);
            return thread;
        }
    }
}
