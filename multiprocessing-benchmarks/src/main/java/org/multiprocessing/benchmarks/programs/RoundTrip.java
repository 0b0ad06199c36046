package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.duplexPipe;
import static org.multiprocessing.Multiprocessing.process;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.DuplexPipe;

/** Ours: sends a small object to a process that sends it back; microseconds for each time. */
public final class RoundTrip {
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
            send(near, Served.WARM_UP, Duration.ZERO);
        }
        Served.serve(() -> (raw ? sendBytes(near, times) : send(near, times, pause)) / 1e3 / times);
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

    private static long send(Connection<Integer> connection, int times, Duration pause) throws Exception {
        if (pause.isZero()) {
            return Served.nanos(() -> {
                for (int i = 0; i < times; i++) {
                    sendOnce(connection, i);
                }
            });
        }
        long nanos = 0;
        for (int i = 0; i < times; i++) {
            Thread.sleep(pause);
            int number = i;
            nanos += Served.nanos(() -> sendOnce(connection, number));
        }
        return nanos;
    }

    private static void sendOnce(Connection<Integer> connection, int number) throws IOException, InterruptedException {
        connection.send(number);
        Served.requireEcho(connection.receive(), number);
    }

    private static long sendBytes(Connection<Integer> connection, int times) throws Exception {
        byte[] message = new byte[Integer.BYTES];
        return Served.nanos(() -> {
            for (int i = 0; i < times; i++) {
                message[0] = (byte) i;
                connection.sendBytes(message);
                Served.requireEcho(connection.receiveBytes()[0], (byte) i);
            }
        });
    }
}
