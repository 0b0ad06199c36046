package org.multiprocessing.benchmarks.programs;

import java.nio.file.Path;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** The limit of a queue: Agrona's ring buffer for one producer and one consumer, in a file that two JVMs map; items per second. */
public final class PeerRing {
    private static final int CAPACITY = 1 << 20;
    private static final int MESSAGE = 1;

    private PeerRing() {}

    /** Takes how many items and, in the producing JVM, the file. */
    public static void main(String... arguments) throws Exception {
        int items = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            OneToOneRingBuffer ring = ring(Path.of(arguments[1]));
            Twin.obey(() -> produce(ring, items));
            return;
        }
        Path file = MappedFile.create(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
        OneToOneRingBuffer ring = ring(file);
        Twin twin = Twin.start(PeerRing.class, items, file);
        Consumer consumer = new Consumer(ring);
        Served.serve(() -> {
            twin.play();
            consumer.sum = 0;
            consumer.consume(1); // until it is there
            int rest = items - consumer.taken;
            double rate = Served.rate(rest, () -> consumer.consume(rest));
            Served.requireSum(consumer.sum, items * (items - 1L) / 2);
            return rate;
        });
    }

    private static OneToOneRingBuffer ring(Path file) throws java.io.IOException {
        return new OneToOneRingBuffer(new UnsafeBuffer(MappedFile.map(file)));
    }

    private static void produce(OneToOneRingBuffer ring, int items) {
        UnsafeBuffer message = new UnsafeBuffer(new byte[Integer.BYTES]);
        Deadline deadline = new Deadline();
        for (int i = 0; i < items; i++) {
            message.putInt(0, i);
            deadline.reset();
            while (!ring.write(MESSAGE, message, 0, Integer.BYTES)) {
                deadline.spin();
            }
        }
    }

    /** The consuming side. */
    private static final class Consumer {
        private final OneToOneRingBuffer ring;
        private final MessageHandler handler;
        private long sum;
        private int taken;

        Consumer(OneToOneRingBuffer ring) {
            this.ring = ring;
            this.handler = (type, buffer, index, length) -> sum += buffer.getInt(index);
        }

        /** Takes so many items or more. */
        void consume(int items) {
            Deadline deadline = new Deadline();
            taken = 0;
            while (taken < items) {
                int read = ring.read(handler);
                if (read > 0) {
                    taken += read;
                    deadline.reset();
                } else {
                    deadline.spin();
                }
            }
        }
    }
}
