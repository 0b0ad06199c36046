package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.duplexPipe;
import static org.multiprocessing.Multiprocessing.process;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;

/** Ours: sends a small object to a process that sends it back; microseconds for each time. */
public final class RoundTrip {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int BATCH = 1000;

    private RoundTrip() {}

    /** Takes {@code object} or {@code bytes}, how many times, and the pause before each in milliseconds, in which both fall asleep. */
    public static void main(String... arguments) throws Exception {
        boolean raw = arguments[0].equals("bytes");
        int times = Integer.parseInt(arguments[1]);
        Duration pause = Duration.ofMillis(Integer.parseInt(arguments[2]));
        DuplexPipe<Integer> pipe = duplexPipe();
        Connection<Integer> far = pipe.far();
        process(() -> echo(far, raw), o -> o.withDaemon(true)).start();
        far.close(); // from now on the other process alone has it, and its death is noticed
        Connection<Integer> near = pipe.near();
        if (!pause.isZero()) {
            micros(Served.WARM_UP, i -> sendOnce(near, i), Duration.ZERO);
        }
        Served.serve(() -> micros(times, raw ? i -> sendBytesOnce(near, i) : i -> sendOnce(near, i), pause));
    }

    private static void echo(Connection<Integer> connection, boolean raw) throws IOException, InterruptedException {
        try {
            while (true) {
                if (raw) {
                    connection.sendBytes(connection.receiveBytes());
                } else {
                    connection.send(connection.receive());
                }
            }
        } catch (EOFException e) {
            // the program has ended
        }
    }

    /** One round trip. */
    @FunctionalInterface
    interface Round {
        void run(int number) throws Exception;
    }

    /** Does so many rounds, or as many as there is time for: once both have fallen asleep, each takes a hundred times as long. */
    private static double micros(int times, Round round, Duration pause) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        long nanos = 0;
        int done = 0;
        while (done < times && System.nanoTime() < end) {
            int first = done;
            int last = pause.isZero() ? Math.min(times, done + BATCH) : done + 1;
            if (!pause.isZero()) {
                Thread.sleep(pause);
            }
            nanos += Served.nanos(() -> {
                for (int i = first; i < last; i++) {
                    round.run(i);
                }
            });
            done = last;
        }
        return nanos / 1e3 / done;
    }

    private static void sendOnce(Connection<Integer> connection, int number) throws IOException, InterruptedException {
        connection.send(number);
        Served.requireEcho(connection.receive(), number);
    }

    private static void sendBytesOnce(Connection<Integer> connection, int number)
            throws IOException, InterruptedException {
        connection.sendBytes(new byte[] {(byte) number, 0, 0, 0});
        Served.requireEcho(connection.receiveBytes()[0], (byte) number);
    }
}
