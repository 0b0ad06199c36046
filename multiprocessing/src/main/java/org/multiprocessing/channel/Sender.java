package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Shared;

/**
 * The end into which messages are sent. It may be used by several threads; messages do not mix.
 *
 * <p><b>Room.</b> Unreceived messages take shared memory, up to a limit of 32 MiB for a pipe; one that is larger is sent when nothing else is
 * unreceived. Who sends more waits until something was received. {@code -Dmultiprocessing.pipe.limit=BYTES} changes the limit, for
 * pipes that are then made.
 *
 * <p><b>Death of the receiver.</b> When every process that holds the receiving end has closed it or has died, then sending throws
 * {@link IOException}, and so does a call that waits for room. What was sent before is lost with the receivers.
 *
 * @param <T> what is sent
 */
public interface Sender<T extends @Nullable Object> extends Shared, AutoCloseable {
    /**
     * Sends an object. When this returns, the message is visible to the receivers.
     *
     * @param item the object, or null
     * @throws IOException if nobody can receive any more
     * @throws InterruptedException if the caller is interrupted before or while it waits for room; then nothing was sent
     * @throws org.multiprocessing.serial.NotShareableException if the object cannot be encoded; then nothing was sent
     * @throws org.multiprocessing.serial.ObjectClosedException if this end is closed
     */
    void send(T item) throws IOException, InterruptedException;

    /**
     * Sends raw bytes.
     *
     * @param bytes the message
     * @throws IOException if nobody can receive any more
     * @throws InterruptedException if the caller is interrupted before or while it waits for room; then nothing was sent
     */
    default void sendBytes(byte[] bytes) throws IOException, InterruptedException {
        sendBytes(bytes, 0, bytes.length);
    }

    /**
     * Sends some bytes of an array.
     *
     * @param bytes where the message is
     * @param offset where it begins
     * @param length how many bytes it has; none is fine
     * @throws IOException if nobody can receive any more
     * @throws InterruptedException if the caller is interrupted before or while it waits for room; then nothing was sent
     * @throws IndexOutOfBoundsException if the array has no such bytes
     */
    void sendBytes(byte[] bytes, int offset, int length) throws IOException, InterruptedException;

    /**
     * Sends the remaining bytes of a buffer, whose position moves behind them.
     *
     * @param bytes the message
     * @throws IOException if nobody can receive any more
     * @throws InterruptedException if the caller is interrupted before or while it waits for room; then nothing was sent
     */
    void sendBytes(ByteBuffer bytes) throws IOException, InterruptedException;

    /**
     * Returns whether this process has closed this end.
     *
     * @return whether it is closed
     */
    boolean isClosed();

    /**
     * Gives up this process's hold of this end, for all of its threads and all objects that stand for it. When no process holds the
     * sending end any more, receivers find the end of the stream behind the last message. Does nothing the second time.
     */
    @Override
    void close();
}
