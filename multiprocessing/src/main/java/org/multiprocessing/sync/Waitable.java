package org.multiprocessing.sync;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Something that becomes ready at some time, and that {@link #awaitAny} can wait for together with others: the end of a
 * process, a message, an event, a socket. Only this library's types implement it.
 */
public interface Waitable {
    /**
     * Returns whether it is ready now; does not wait.
     *
     * @return whether it is ready
     */
    boolean isReady();

    /**
     * Waits until at least one of several is ready. Does not poll; how many there are does not matter.
     *
     * @param <W> their type
     * @param objects what to wait for; of none of them, nothing is waited for
     * @return those that are ready, in the order of the argument; at least one, unless there were none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects) throws InterruptedException {
        return Waiting.forAny(objects, Long.MAX_VALUE);
    }

    /**
     * Waits until at least one of several is ready, but not longer than a time.
     *
     * @param <W> their type
     * @param objects what to wait for
     * @param timeout how long to wait; zero or less does not wait
     * @return those that are ready, in the order of the argument; empty if there is none
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalStateException if one is a process that was not started, or the running one: it would never be ready
     */
    static <W extends Waitable> List<W> awaitAny(Collection<? extends W> objects, Duration timeout)
            throws InterruptedException {
        return Waiting.forAny(objects, java.util.concurrent.TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Returns what stands for a channel of the JDK, a socket for the most part, in {@link #awaitAny}. It is ready when the channel is
     * ready for at least one of the operations, is at its end, has failed, or is closed; if it is closed while somebody waits for it, that
     * takes up to half a second to be seen. One thread per JVM asks the system about all channels.
     *
     * @param channel does not block, and is not made to block while somebody waits for it
     * @param interestOps one or several of the operations of {@link java.nio.channels.SelectionKey} that the channel has
     * @return what to wait for; it is ready for as long as the channel is, whoever makes it so
     * @throws IllegalArgumentException if the channel blocks, or does not have the operations
     */
    static Waitable of(SelectableChannel channel, int interestOps) {
        return ChannelWaitable.of(channel, interestOps);
    }
}
