package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of one connection, encrypted or not. Nothing here waits: whoever gets nothing, or cannot give all, waits for the channel.
 * One thread at a time reads, one writes, and any may close.
 */
interface Wire {
    /** What it asks the system for in one call: the JDK copies that much through memory that it keeps for each thread. */
    int CHUNK_BYTES = 1 << 17;

    /** Returns the channel, which does not block. */
    SocketChannel channel();

    /**
     * Reads what is there, at least a byte if there is one.
     *
     * @return how many bytes; 0 if none is there yet, -1 if none will come
     */
    int read(ByteBuffer into) throws IOException;

    /** Returns whether there are bytes that the system has given already, so that it does not say that it has some. */
    boolean hasBuffered();

    /**
     * Writes what the system takes.
     *
     * @return whether it has taken all; if not, this is to be called again, with the same buffer, when the channel has room
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Tells the other side as far as that does not wait, and closes the channel. Does nothing the second time. */
    void close();

    /** Reads a chunk from a channel. */
    static int readChunk(SocketChannel channel, ByteBuffer into) throws IOException {
        int limit = into.limit();
        into.limit(Math.min(limit, into.position() + CHUNK_BYTES));
        try {
            return channel.read(into);
        } finally {
            into.limit(limit);
        }
    }

    /** Writes to a channel as {@link #write}. */
    static boolean writeAll(SocketChannel channel, ByteBuffer from) throws IOException {
        int limit = from.limit();
        try {
            while (from.position() < limit) {
                from.limit(Math.min(limit, from.position() + CHUNK_BYTES));
                if (channel.write(from) == 0) {
                    return false;
                }
            }
            return true;
        } finally {
            from.limit(limit);
        }
    }
}
