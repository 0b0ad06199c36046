package org.multiprocessing.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection as it is. */
record PlainWire(SocketChannel channel) implements Wire {
    @Override
    public int read(ByteBuffer into) throws IOException {
        return Wire.readChunk(channel, into);
    }

    @Override
    public boolean hasBuffered() {
        return false;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        return Wire.writeAll(channel, from);
    }

    @Override
    public void close() {
        SocketChannels.close(channel);
    }
}
