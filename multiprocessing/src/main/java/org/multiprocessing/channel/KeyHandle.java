package org.multiprocessing.channel;

import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;

/** A key on its way to another process of the same tree, where it arrives as the key itself. */
record KeyHandle(AuthKey key) implements HandleBacked {
    @Override
    public int handleKind() {
        return ChannelHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        out.writeByte(ChannelHandles.KEY);
        byte[] bytes = key.bytes();
        out.writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
