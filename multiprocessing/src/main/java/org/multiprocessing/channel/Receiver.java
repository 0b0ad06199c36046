package org.multiprocessing.channel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;
import org.multiprocessing.sync.Waitable;

/**
 * The end from which messages come. It may be used by several threads; each message goes to one of them.
 *
 * <p>There are two kinds of messages, objects and raw bytes, and each is received by its own methods. Over a socket, the kind does not
 * travel: the two sides must agree.
 *
 * <p><b>End of the stream.</b> When every process that holds the sending end has closed it or has died, and all messages are received, then
 * receiving throws {@link java.io.EOFException}.
 *
 * @param <T> what is received
 */
public interface Receiver<T extends @Nullable Object> extends Waitable, Shared, AutoCloseable {
    /**
     * Receives an object, waiting as long as necessary.
     *
     * @return the object; null if null was sent
     * @throws java.io.EOFException if nobody can send any more
     * @throws IOException if the next message is raw bytes, which is then kept; or if this object cannot be decoded
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws org.multiprocessing.serial.ObjectClosedException if this end is closed
     */
    T receive() throws IOException, InterruptedException;

    /**
     * Receives raw bytes, waiting as long as necessary.
     *
     * @return the bytes of one message
     * @throws java.io.EOFException if nobody can send any more
     * @throws IOException if the next message is an object, or is too long for an array; it is then kept
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    byte[] receiveBytes() throws IOException, InterruptedException;

    /**
     * Receives raw bytes of a limited length, waiting as long as necessary.
     *
     * @param maxLength how many bytes the message may have, at least 0
     * @return the bytes of one message
     * @throws java.io.EOFException if nobody can send any more
     * @throws IOException if the next message has more bytes or is an object; it is then kept
     * @throws InterruptedException if the caller is interrupted before or while it waits
     * @throws IllegalArgumentException if {@code maxLength} is negative
     */
    byte[] receiveBytes(int maxLength) throws IOException, InterruptedException;

    /**
     * Receives raw bytes into a buffer, from its position on, which moves behind them; waits as long as necessary.
     *
     * @param into where the bytes go
     * @return how many there are
     * @throws BufferTooShortException with the whole message, if it has more bytes than remain in the buffer, which is not changed;
     *     the message is taken
     * @throws java.io.EOFException if nobody can send any more
     * @throws IOException if the next message is an object, which is then kept
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    int receiveBytes(ByteBuffer into) throws IOException, InterruptedException;

    /**
     * Receives raw bytes without copying them out of shared memory, waiting as long as necessary. The memory is given back when the
     * arena is closed, or the process ends; until then the sender cannot use it again. Over a socket, and in the context of
     * {@code THREADS}, the bytes are copied into memory of the arena.
     *
     * @param arena until when the bytes are needed; not the global one, which would keep them for ever
     * @return the bytes of one message, read-only
     * @throws java.io.EOFException if nobody can send any more
     * @throws IOException if the next message is an object, which is then kept
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    MemorySegment receiveBytes(Arena arena) throws IOException, InterruptedException;

    /**
     * Returns whether receiving would not wait: there is a message, or the stream is at its end. Does not wait.
     *
     * @return whether it is ready
     */
    @Override
    boolean isReady();

    /**
     * Waits until receiving would not wait.
     *
     * @param timeout how long at most; zero or less does not wait
     * @return whether it is ready
     * @throws InterruptedException if the caller is interrupted before or while it waits
     */
    boolean isReady(Duration timeout) throws InterruptedException;

    /**
     * Returns whether this process has closed this end.
     *
     * @return whether it is closed
     */
    boolean isClosed();

    /**
     * Gives up this process's hold of this end, for all of its threads and all objects that stand for it. What waits in it ends with
     * {@code ObjectClosedException}. When no process holds the receiving end any more, sending fails. Does nothing the second time.
     */
    @Override
    void close();
}
