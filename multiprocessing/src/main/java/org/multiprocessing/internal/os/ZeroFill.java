package org.multiprocessing.internal.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reserves space by writing zeros, the one way that every platform has and that needs no native call. */
final class ZeroFill {
    private static final int BLOCK = 1 << 18;

    private ZeroFill() {}

    static void write(FileChannel file, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(size, BLOCK));
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            at += file.write(zeros, at);
        }
    }
}
