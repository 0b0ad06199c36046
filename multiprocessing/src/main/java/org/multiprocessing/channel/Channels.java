package org.multiprocessing.channel;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;

/** Makes pipes and queues; for the contexts, which are what programs use. */
public final class Channels {
    private static final String PIPE_LIMIT = "multiprocessing.pipe.limit";
    private static final String QUEUE_LIMIT = "multiprocessing.queue.limit";
    private static final long DEFAULT_PIPE_LIMIT = 32 << 20;
    private static final long DEFAULT_QUEUE_LIMIT = 1 << 30;
    private static final long SMALLEST_LIMIT = 1 << 16;
    private static final long LARGEST_SEGMENT = 4 << 20;

    private Channels() {}

    /**
     * Makes a one-way pipe.
     *
     * @param <T> what is sent
     * @param shared whether between processes, or only between threads of this JVM
     * @return both ends
     */
    public static <T extends @Nullable Object> Pipe<T> pipe(boolean shared) {
        Fifo fifo = pipeFifo(shared);
        return new Pipe<>(new PipeReceiver<>(fifo), new PipeSender<>(fifo));
    }

    /**
     * Makes a pipe with both directions.
     *
     * @param <T> what is sent
     * @param shared whether between processes, or only between threads of this JVM
     * @return both ends
     */
    public static <T extends @Nullable Object> DuplexPipe<T> duplexPipe(boolean shared) {
        Fifo one = pipeFifo(shared);
        Fifo other = pipeFifo(shared);
        return new DuplexPipe<>(
                new PipeConnection<>(one, new PipeSender<>(other)), new PipeConnection<>(other, new PipeSender<>(one)));
    }

    private static Fifo pipeFifo(boolean shared) {
        long limit = limit(PIPE_LIMIT, DEFAULT_PIPE_LIMIT);
        Fifo fifo = Fifo.create(cells(shared), Long.MAX_VALUE, limit, Math.min(LARGEST_SEGMENT, limit / 4), false);
        fifo.ends().hold(Ends.SEND);
        fifo.ends().hold(Ends.RECEIVE);
        return fifo;
    }

    /**
     * Makes a queue.
     *
     * @param <E> what is in it
     * @param shared whether between processes, or only between threads of this JVM
     * @param capacity how many items it holds, at least 1; {@link Integer#MAX_VALUE} for no bound
     * @return the queue
     */
    public static <E> Queue<E> queue(boolean shared, int capacity) {
        return new CellQueue<>(queueFifo(shared, capacity, false));
    }

    /**
     * Makes a queue that counts what is not done.
     *
     * @param <E> what is in it
     * @param shared whether between processes, or only between threads of this JVM
     * @param capacity how many items it holds, at least 1; {@link Integer#MAX_VALUE} for no bound
     * @return the queue
     */
    public static <E> JoinableQueue<E> joinableQueue(boolean shared, int capacity) {
        return new CellJoinableQueue<>(queueFifo(shared, capacity, true));
    }

    /**
     * Makes a queue with the least there can be.
     *
     * @param <E> what is in it
     * @param shared whether between processes, or only between threads of this JVM
     * @return the queue
     */
    public static <E extends @Nullable Object> SimpleQueue<E> simpleQueue(boolean shared) {
        return new CellSimpleQueue<>(queueFifo(shared, Integer.MAX_VALUE, false));
    }

    private static Fifo queueFifo(boolean shared, int capacity, boolean joinable) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "a queue of " + capacity + " items; at least 1 is allowed, and queue() has no bound");
        }
        long bound = capacity == Integer.MAX_VALUE ? Long.MAX_VALUE : capacity;
        long limit = limit(QUEUE_LIMIT, DEFAULT_QUEUE_LIMIT);
        Fifo fifo = Fifo.create(cells(shared), bound, limit, Math.min(LARGEST_SEGMENT, limit / 4), joinable);
        fifo.ends().hold(Ends.BOTH);
        return fifo;
    }

    private static Cells cells(boolean shared) {
        return shared ? Cells.shared() : Cells.local();
    }

    private static long limit(String property, long standard) {
        String value = System.getProperty(property);
        if (value == null) {
            return standard;
        }
        try {
            long limit = Long.parseLong(value);
            if (limit >= SMALLEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "-D" + property + "=" + value + " is not a number of bytes from " + SMALLEST_LIMIT + " on");
    }
}
