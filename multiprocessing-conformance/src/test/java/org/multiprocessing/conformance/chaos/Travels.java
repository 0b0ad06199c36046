package org.multiprocessing.conformance.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.multiprocessing.Context;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.serial.ObjectClosedException;

/**
 * Ends of pipes and values travel through a queue, from hand to hand, and those that have them are killed: what arrives works, and a
 * stream ends when nobody can send any more.
 */
final class Travels implements Scenario {
    private static final int STOP = 0;
    private static final int PROGRESS = 1;
    private static final int COUNTERS = 2;
    private static final int MOST_PIPES = 12;

    @Override
    public String name() {
        return "travels";
    }

    /** What is put into the queue: one may write into the pipe, and count. */
    record Right(Sender<Integer> sender, LongValue count, int hops) implements Serializable {}

    /** What all of them have. */
    record Hands(Queue<Right> rights, Counters numbers) implements Serializable {
        void work(int number) throws Exception {
            Random random = new Random(number);
            while (numbers.get(STOP) == 0) {
                Right right = rights.poll(Duration.ofMillis(20));
                if (right != null) {
                    use(right, random);
                    numbers.add(PROGRESS, 1);
                }
            }
        }

        private void use(Right right, Random random) throws Exception {
            try {
                for (int i = random.nextInt(4); i > 0; i--) {
                    right.sender().send(random.nextInt());
                    right.count().incrementAndGet();
                }
                if (right.hops() > 0) {
                    rights.put(new Right(right.sender(), right.count(), right.hops() - 1));
                }
            } catch (ObjectClosedException e) {
                // the other side has ended it
            } finally {
                right.sender().close();
            }
        }
    }

    /** A pipe whose other end travels. */
    private record Stream(Receiver<Integer> receiver, LongValue count, Thread reader, AtomicLong read) {
        boolean hasEnded() {
            return !reader.isAlive();
        }

        void free() {
            receiver.free();
            count.free();
        }
    }

    private static Stream open(Context context, Queue<Right> rights, int hops) throws Exception {
        Pipe<Integer> pipe = context.pipe();
        LongValue count = context.longValue(0);
        AtomicLong read = new AtomicLong();
        rights.put(new Right(pipe.sender(), count, hops));
        pipe.sender().close();
        Thread reader = Thread.ofPlatform().daemon().name("chaos-reader").start(() -> {
            try {
                while (true) {
                    int _ = pipe.receiver().receive();
                    read.incrementAndGet();
                }
            } catch (EOFException e) {
                return;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return new Stream(pipe.receiver(), count, reader, read);
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        Context context = chaos.context();
        List<Stream> streams = new ArrayList<>();
        int ended = 0;
        Queue<Right> rights = context.queue();
        try (Counters numbers = Counters.of(COUNTERS)) {
            try (Crew crew = new Crew(chaos)) {
                Hands hands = new Hands(rights, numbers);
                for (int i = chaos.between(1, 4); i > 0; i--) {
                    crew.start("hand", hands::work);
                }
                while (!chaos.isOver() && crew.hasRoom()) {
                    while (streams.size() < MOST_PIPES) {
                        streams.add(open(context, rights, chaos.between(0, 10)));
                    }
                    crew.progress("the rights", () -> numbers.get(PROGRESS), 1);
                    chaos.pass(Duration.ofMillis(20));
                    crew.replaceOne(_ -> {});
                    ended += close(streams, crew.killed().size());
                }
                numbers.set(STOP, 1);
                crew.end();
                // what lies in the queue, or was taken out of it by one that was killed then, goes with it
                rights.free();
                Invariants.eventually("all streams end", () -> streams.stream().allMatch(Stream::hasEnded));
                ended += close(streams, crew.killed().size());
            }
        } finally {
            streams.forEach(Stream::free);
        }
        chaos.count("streams", ended);
    }

    /** Takes away those that have ended, and checks them. */
    private static int close(List<Stream> streams, int killed) {
        List<Stream> ended = streams.stream().filter(Stream::hasEnded).toList();
        for (Stream stream : ended) {
            long sent = stream.count().get();
            Invariants.between(stream.read().get(), sent, sent + killed, "what was read of what was sent");
            stream.free();
        }
        streams.removeAll(ended);
        return ended.size();
    }
}
