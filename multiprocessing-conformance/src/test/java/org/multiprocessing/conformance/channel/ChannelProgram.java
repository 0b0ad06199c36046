package org.multiprocessing.conformance.channel;

import static org.multiprocessing.Multiprocessing.pipe;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.queue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Waitable;

/** Programs about limits and large numbers, chosen by the first argument; the second is where the session lives. */
final class ChannelProgram {
    /** What all items of a queue may take here, in bytes. */
    static final int LIMIT = 2 << 20;

    private static final int ITEM = 10_000;

    private ChannelProgram() {}

    public static void main(String... arguments) throws Exception {
        Path sessions = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "limit" -> limit(sessions);
            case "many" -> many(Integer.parseInt(arguments[2]));
            case "dropped" -> dropped(sessions);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Files may go meanwhile: they count nothing. */
    private static long bytes(Path sessions) {
        long bytes = 0;
        for (File session : Objects.requireNonNull(sessions.toFile().listFiles())) {
            for (File file : Objects.requireNonNull(session.listFiles(), "not a folder: " + session)) {
                bytes += file.getName().startsWith("data-") ? file.length() : 0;
            }
        }
        return bytes;
    }

    /** A queue grows up to the limit, then blocks, and shrinks again. */
    private static void limit(Path sessions) throws Exception {
        Queue<byte[]> queue = queue();
        System.out.println("empty " + bytes(sessions));
        AtomicInteger put = new AtomicInteger();
        int total = 3 * LIMIT / ITEM;
        Thread producer = Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int i = 0; i < total; i++) {
                    queue.put(new byte[ITEM]);
                    put.incrementAndGet();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until("it is nearly full", () -> put.get() > LIMIT / ITEM / 2);
        int before = -1;
        while (before != put.get()) {
            before = put.get();
            Delays.pass(Delays.SMALL);
        }
        System.out.println("blocks " + put.get() * (long) ITEM);
        System.out.println("offer " + queue.offer(new byte[ITEM]));
        System.out.println("capacity " + queue.remainingCapacity());
        System.out.println("full " + bytes(sessions));
        for (int i = 0; i < total; i++) {
            queue.take();
        }
        producer.join();
        for (int i = 0;
                i < total;
                i++) { // the last item may lie in a large piece, with as much idle beside it as may be kept
            queue.put(new byte[ITEM]);
            queue.take();
        }
        System.out.println("drained " + bytes(sessions));
        byte[] huge = new byte[2 * LIMIT];
        System.out.println("huge " + queue.offer(huge));
        System.out.println("second " + queue.offer(huge));
        System.out.println("taken " + queue.take().length);
        queue.offer(new byte[ITEM]);
        queue.take();
        Await.until("the memory of the huge one to go", () -> bytes(sessions) < LIMIT);
    }

    /** Each of many is made ready by another process, and is found. */
    private static void many(int count) throws Exception {
        List<Queue<Integer>> queues = new ArrayList<>();
        List<Sender<Integer>> senders = new ArrayList<>();
        Map<Waitable, Integer> waited = new HashMap<>();
        for (int i = 0; i < count; i += 2) {
            Queue<Integer> queue = queue();
            Pipe<Integer> pipe = pipe();
            queues.add(queue);
            senders.add(pipe.sender());
            waited.put(queue, i);
            waited.put(pipe.receiver(), i + 1);
        }
        Process child = process(() -> makeReady(queues, senders)).start();
        int calls = 0;
        while (!waited.isEmpty()) {
            calls++;
            for (Waitable ready : Waitable.awaitAny(new ArrayList<>(waited.keySet()))) {
                Object number = ready instanceof Queue<?> queue ? queue.poll() : ((Receiver<?>) ready).receive();
                if (!waited.remove(ready).equals(number)) {
                    throw new AssertionError(number);
                }
            }
        }
        child.join();
        System.out.println("found all in " + calls);
    }

    private static void makeReady(List<Queue<Integer>> queues, List<Sender<Integer>> senders) throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 2 * queues.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        for (int i : order) {
            if (i % 2 == 0) {
                queues.get(i / 2).put(i);
            } else {
                senders.get(i / 2).send(i);
            }
        }
    }

    /** What was sent nowhere, and nobody can reach any more, is free again, though nobody has closed it. */
    @SuppressWarnings("UnusedVariable")
    private static void dropped(Path sessions) throws Exception {
        for (int i = 0; i < 100; i++) {
            Queue<Integer> queue = queue();
            queue.put(i);
            Pipe<Integer> pipe = pipe();
            pipe.sender().send(i);
            Waitable.awaitAny(List.<Waitable>of(queue, pipe.receiver()));
        }
        Await.until("the collector", () -> {
            System.gc();
            return bytes(sessions) == 0;
        });
        System.out.println("collected");
    }
}
