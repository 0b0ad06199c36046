package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.duplexPipe;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.queue;

import java.io.EOFException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;
import org.multiprocessing.channel.Queue;

/** Ours: sends 8 MiB to a process that sends them back; MiB per second, each way counted. */
public final class LargeItems {
    static final int BYTES = 8 << 20;
    private static final int MEBIBYTES = BYTES >> 20;

    private LargeItems() {}

    /** What is sent, and how. */
    enum How {
        /** An array of bytes, as an object. */
        BYTES,
        /** An array of doubles, as an object. */
        DOUBLES,
        /** Raw bytes, received into an array. */
        RAW,
        /** Raw bytes, not copied by the receiver. */
        BORROWED
    }

    /** Takes {@code pipe} or {@code queue}, what to send, and how many times. */
    public static void main(String... arguments) throws Exception {
        boolean queues = arguments[0].equals("queue");
        How how = How.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int times = Integer.parseInt(arguments[2]);
        Served.Sample sample = switch (how) {
            case BYTES -> objects(queues, times, new byte[BYTES]);
            case DOUBLES -> objects(queues, times, new double[BYTES / Double.BYTES]);
            case RAW -> raw(times);
            case BORROWED -> borrowed(times);
        };
        Served.serve(sample);
    }

    private static double rate(int times, Served.Step step) throws Exception {
        return Served.rate(2 * MEBIBYTES * times, step);
    }

    private static <T> Served.Sample objects(boolean queues, int times, T item) throws InterruptedException {
        return queues ? throughQueues(times, item) : throughPipe(times, item);
    }

    private static <T> Served.Sample throughQueues(int times, T item) {
        Queue<T> there = queue();
        Queue<T> back = queue();
        process(
                        () -> {
                            while (true) {
                                back.put(there.take());
                            }
                        },
                        o -> o.withDaemon(true))
                .start();
        return () -> rate(times, () -> {
            for (int i = 0; i < times; i++) {
                mark(item, i);
                there.put(item);
                check(back.take(), i);
            }
        });
    }

    private static <T> Served.Sample throughPipe(int times, T item) {
        Connection<T> near = connect(far -> {
            while (true) {
                far.send(far.receive());
            }
        });
        return () -> rate(times, () -> {
            for (int i = 0; i < times; i++) {
                mark(item, i);
                near.send(item);
                check(near.receive(), i);
            }
        });
    }

    private static Served.Sample raw(int times) {
        Connection<Object> near = connect(far -> {
            while (true) {
                far.sendBytes(far.receiveBytes());
            }
        });
        byte[] item = new byte[BYTES];
        return () -> rate(times, () -> {
            for (int i = 0; i < times; i++) {
                mark(item, i);
                near.sendBytes(item);
                check(near.receiveBytes(), i);
            }
        });
    }

    private static Served.Sample borrowed(int times) {
        Connection<Object> near = connect(far -> {
            while (true) {
                try (Arena arena = Arena.ofConfined()) {
                    far.sendBytes(far.receiveBytes(arena).asByteBuffer());
                }
            }
        });
        byte[] item = new byte[BYTES];
        return () -> rate(times, () -> {
            for (int i = 0; i < times; i++) {
                mark(item, i);
                near.sendBytes(item);
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment segment = near.receiveBytes(arena);
                    Served.requireEcho(segment.byteSize(), BYTES);
                    Served.requireEcho(segment.get(ValueLayout.JAVA_BYTE, 0), (byte) i);
                    Served.requireEcho(segment.get(ValueLayout.JAVA_BYTE, BYTES - 1), (byte) i);
                }
            }
        });
    }

    /** What the other process does until the connection ends. */
    @FunctionalInterface
    interface Echo<T> extends java.io.Serializable {
        void run(Connection<T> far) throws Exception;
    }

    private static <T> Connection<T> connect(Echo<T> echo) {
        DuplexPipe<T> pipe = duplexPipe();
        Connection<T> far = pipe.far();
        process(() -> untilTheEnd(echo, far), o -> o.withDaemon(true)).start();
        far.close(); // from now on the other process alone has it, and its death is noticed
        return pipe.near();
    }

    private static <T> void untilTheEnd(Echo<T> echo, Connection<T> far) throws Exception {
        try {
            echo.run(far);
        } catch (EOFException e) {
            // the program has ended
        }
    }

    /** Makes each message another one. */
    private static void mark(Object item, int number) {
        if (item instanceof byte[] bytes) {
            bytes[0] = (byte) number;
            bytes[bytes.length - 1] = (byte) number;
        } else {
            double[] doubles = (double[]) item;
            doubles[0] = number;
            doubles[doubles.length - 1] = number;
        }
    }

    private static void check(Object item, int number) {
        if (item instanceof byte[] bytes) {
            Served.requireEcho(bytes.length, BYTES);
            Served.requireEcho(bytes[0], (byte) number);
            Served.requireEcho(bytes[BYTES - 1], (byte) number);
        } else {
            double[] doubles = (double[]) item;
            Served.requireEcho(doubles.length, BYTES / Double.BYTES);
            Served.requireEcho((long) doubles[0], number);
            Served.requireEcho((long) doubles[doubles.length - 1], number);
        }
    }
}
