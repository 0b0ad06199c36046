package org.multiprocessing.conformance.chaos;

import java.io.EOFException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.sync.Counters;

/**
 * Receivers borrow the memory of large messages, and are killed while they have it: nothing is written over what is lent, and what the
 * dead have borrowed is used again.
 */
final class Loans implements Scenario {
    private static final int MOST_BYTES = 3 << 20;
    private static final int MOST_LOANS = 4;

    private static final int STOP = 0;
    private static final int RECEIVED = 1;
    private static final int SENT = 2;
    private static final int COUNTERS = 3;

    @Override
    public String name() {
        return "loans";
    }

    /** Each message is full of its number. */
    record Way(Sender<Object> sender, Receiver<Object> receiver, Counters numbers) implements Serializable {
        void send(int number) throws Exception {
            Random random = new Random(number);
            while (numbers.get(STOP) == 0) {
                byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
                java.util.Arrays.fill(bytes, (byte) bytes.length);
                sender.sendBytes(bytes);
                numbers.add(SENT, 1);
            }
        }

        void receive(int number) throws Exception {
            Random random = new Random(number);
            Deque<Arena> arenas = new ArrayDeque<>();
            Deque<MemorySegment> lent = new ArrayDeque<>();
            try {
                while (true) {
                    Arena arena = Arena.ofShared();
                    arenas.add(arena);
                    lent.add(receiver.receiveBytes(arena));
                    numbers.add(RECEIVED, 1);
                    if (lent.size() > random.nextInt(MOST_LOANS)) {
                        check(lent.removeFirst());
                        arenas.removeFirst().close();
                    }
                }
            } catch (EOFException e) {
                lent.forEach(Way::check);
                arenas.forEach(Arena::close);
            } catch (OutOfMemoryError e) {
                Killer.halt();
            }
        }

        private static void check(MemorySegment segment) {
            byte expected = (byte) segment.byteSize();
            for (long i = 0; i < segment.byteSize(); i += 97) {
                if (segment.get(ValueLayout.JAVA_BYTE, i) != expected) {
                    throw new Violation("byte " + i + " of " + segment.byteSize() + " is another message's");
                }
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        Pipe<Object> pipe = chaos.context().pipe();
        try (Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Way forSenders = new Way(pipe.sender(), null, numbers);
            Way forReceivers = new Way(null, pipe.receiver(), numbers);
            for (int i = chaos.between(1, 2); i > 0; i--) {
                crew.start("lender", forSenders::send);
            }
            for (int i = chaos.between(1, 2); i > 0; i--) {
                crew.start("borrower", forReceivers::receive);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("loans", () -> numbers.get(RECEIVED), 1 + chaos.between(0, 20));
                chaos.pass(Duration.ofMillis(50));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            crew.progress("loans", () -> numbers.get(RECEIVED), 20);
            numbers.set(STOP, 1);
            pipe.sender().close();
            crew.end();
            Invariants.between(
                    numbers.get(SENT) - numbers.get(RECEIVED),
                    -2L * crew.killed().size(),
                    crew.killed().size(),
                    "sent, but not received");
            chaos.count("loans", numbers.get(RECEIVED));
        } finally {
            pipe.free();
        }
    }
}
