package org.multiprocessing.benchmarks.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The limit of a pipe: two JVMs that spin, each on a word of a mapped file that the other one sets; microseconds for there and back. */
public final class BareRoundTrip {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Far enough apart that neither is fetched with the other. */
    private static final int THERE = 0;

    private static final int BACK = 256;
    private static final int SIZE = 4096;

    private BareRoundTrip() {}

    /** Takes how many times and, in the second JVM, the file. */
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            ByteBuffer memory = MappedFile.map(Path.of(arguments[1]));
            Twin.obey(() -> echo(memory, times + 1));
            return;
        }
        Path file = MappedFile.create(SIZE);
        ByteBuffer memory = MappedFile.map(file);
        Twin twin = Twin.start(BareRoundTrip.class, times, file);
        Served.serve(() -> {
            twin.play();
            call(memory, 1); // until it is there
            return Served.micros(times, () -> call(memory, times));
        });
    }

    private static void call(ByteBuffer memory, int times) {
        long number = (long) LONG.getAcquire(memory, BACK);
        Deadline deadline = new Deadline();
        for (int i = 0; i < times; i++) {
            LONG.setRelease(memory, THERE, ++number);
            await(memory, BACK, number, deadline);
        }
    }

    private static void echo(ByteBuffer memory, int times) {
        long number = (long) LONG.getAcquire(memory, BACK);
        Deadline deadline = new Deadline();
        for (int i = 0; i < times; i++) {
            await(memory, THERE, ++number, deadline);
            LONG.setRelease(memory, BACK, number);
        }
    }

    private static void await(ByteBuffer memory, int word, long number, Deadline deadline) {
        deadline.reset();
        while ((long) LONG.getAcquire(memory, word) != number) {
            deadline.spin();
        }
    }
}
