package org.multiprocessing.conformance.chaos;

import java.io.EOFException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;

/**
 * Producers and consumers of a queue or a pipe are killed: what a producer knows to have put comes once and in its order, but for
 * one item for each consumer that was killed.
 */
final class QueueLines implements Scenario {
    private static final int MOST = 40_000;
    private static final int WORDS = MOST / Long.SIZE + 1;

    private static final int STOP = 0;
    private static final int WRONG = 1;
    private static final int TAKEN_IN_ALL = 2;
    private static final int ACKNOWLEDGED = 3;
    private static final int TAKEN = ACKNOWLEDGED + Crew.MOST;
    private static final int COUNTERS = TAKEN + Crew.MOST * WORDS;

    @Override
    public String name() {
        return "queues";
    }

    /** What is put. */
    @SuppressWarnings("ArrayRecordComponent") // only its length matters
    record Item(int producer, int number, byte[] weight) implements Serializable {}

    /** A queue, or the ends of a pipe. */
    record Line(Queue<Item> queue, Sender<Item> sender, Receiver<Item> receiver, Counters numbers)
            implements Serializable {
        /** Who puts does not hold the end where it comes out, or there would never be an end. */
        Line forProducer() {
            return new Line(queue, sender, null, numbers);
        }

        Line forConsumer() {
            return new Line(queue, null, receiver, numbers);
        }

        void produce(int producer) throws Exception {
            for (int number = 1; number < MOST && numbers.get(STOP) == 0; number++) {
                Item item = new Item(producer, number, new byte[weight(number)]);
                if (queue == null) {
                    sender.send(item);
                } else {
                    queue.put(item);
                }
                numbers.set(ACKNOWLEDGED + producer, number);
                if (number % 16 == 0) {
                    Delays.pass(Duration.ofMillis(1));
                }
            }
        }

        private static int weight(int number) {
            return number % 97 == 50 ? 1 << 20 : number % 11 == 5 ? 20_000 : number % 50;
        }

        void consume() throws Exception {
            Map<Integer, Integer> last = new HashMap<>();
            for (Item item = next(); item != null; item = next()) {
                note(item, last);
                if (queue instanceof JoinableQueue<Item> tasks) {
                    tasks.taskDone();
                }
            }
        }

        /** Returns null at the end. */
        private Item next() throws Exception {
            if (queue == null) {
                try {
                    return receiver.receive();
                } catch (EOFException e) {
                    return null;
                }
            }
            while (true) {
                boolean stops = numbers.get(STOP) == 2;
                Item item = queue.poll(Duration.ofMillis(20));
                if (item != null || stops) {
                    return item;
                }
            }
        }

        private void note(Item item, Map<Integer, Integer> last) {
            long bit = 1L << item.number();
            int word = TAKEN + item.producer() * WORDS + item.number() / Long.SIZE;
            if ((numbers.add(word, bit) & bit) != 0) {
                numbers.set(WRONG, 1);
                throw new Violation("twice: " + item);
            }
            Integer before = last.put(item.producer(), item.number());
            if ((before != null && before >= item.number()) || item.weight().length != weight(item.number())) {
                numbers.set(WRONG, 2);
                throw new Violation(item + " behind " + before);
            }
            numbers.add(TAKEN_IN_ALL, 1);
        }

        void free() {
            if (queue != null) {
                queue.free();
            } else {
                sender.free();
                receiver.free();
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        try (Counters numbers = Counters.of(COUNTERS)) {
            switch (chaos.between(0, 5)) {
                case 0 -> run(chaos, new Line(chaos.context().queue(chaos.between(1, 5)), null, null, numbers));
                case 1 -> run(chaos, new Line(chaos.context().queue(), null, null, numbers));
                case 2 -> run(chaos, new Line(chaos.context().joinableQueue(20), null, null, numbers));
                case 3, 4 -> {
                    Pipe<Item> pipe = chaos.context().pipe();
                    run(chaos, new Line(null, pipe.sender(), pipe.receiver(), numbers));
                }
                default -> {
                    try (Manager manager = chaos.context().manager()) {
                        chaos.count("manager", 1);
                        run(chaos, new Line(manager.joinableQueue(20), null, null, numbers));
                    }
                }
            }
        }
    }

    private static void run(Chaos chaos, Line line) throws Exception {
        try (Crew crew = new Crew(chaos)) {
            for (int i = chaos.between(1, 2); i > 0; i--) {
                crew.start("producer", line.forProducer()::produce);
            }
            for (int i = chaos.between(1, 2); i > 0; i--) {
                Line part = line.forConsumer();
                crew.start("consumer", _ -> part.consume());
            }
            Counters numbers = line.numbers();
            while (!chaos.isOver() && crew.hasRoom() && isFar(numbers)) {
                crew.progress("items", () -> numbers.get(TAKEN_IN_ALL), 1 + chaos.between(0, 50));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    crew.replaceOne(_ -> {});
                }
            }
            end(line, crew);
            check(line, crew);
            chaos.count("items", numbers.get(TAKEN_IN_ALL));
        } finally {
            line.free();
        }
    }

    private static boolean isFar(Counters numbers) {
        for (int producer = 0; producer < Crew.MOST; producer++) {
            if (numbers.get(ACKNOWLEDGED + producer) > MOST / 2) {
                return false;
            }
        }
        return true;
    }

    private static void end(Line line, Crew crew) throws Exception {
        line.numbers().set(STOP, 1);
        for (Crew.Member member : crew.members()) {
            if (member.role().equals("producer")) {
                Invariants.endsWell(member.process());
            }
        }
        if (line.sender() != null) {
            line.sender().close();
        }
        line.numbers().set(STOP, 2);
        crew.end();
        if (line.queue() != null) {
            line.consume(); // a consumer that was stopped may have left something
            Invariants.equal(line.queue().size(), 0, "what is left");
        }
    }

    private static void check(Line line, Crew crew) throws Exception {
        Counters numbers = line.numbers();
        Invariants.equal(numbers.get(WRONG), 0L, "wrong");
        long killed = crew.killed().stream()
                .filter(member -> member.role().equals("consumer"))
                .count();
        List<String> lost = new ArrayList<>();
        for (int producer = 0; producer < Crew.MOST; producer++) {
            long acknowledged = numbers.get(ACKNOWLEDGED + producer);
            for (int number = 1; number < MOST; number++) {
                boolean taken = (numbers.get(TAKEN + producer * WORDS + number / Long.SIZE) & 1L << number) != 0;
                Invariants.check(
                        !taken || number <= acknowledged + 1,
                        "item %d of %d was taken, acknowledged are %d",
                        number,
                        producer,
                        acknowledged);
                if (!taken && number <= acknowledged) {
                    lost.add(producer + ":" + number);
                }
            }
        }
        Invariants.check(lost.size() <= killed, "lost %s, consumers killed: %d", lost, killed);
        if (line.queue() instanceof JoinableQueue<Item> tasks) {
            checkTasks(tasks, killed);
        }
    }

    private static void checkTasks(JoinableQueue<Item> tasks, long killed) throws Exception {
        try {
            Invariants.comes(tasks::join, "join does not end, unfinished are %d", tasks.unfinished());
        } catch (ConsumerDiedException e) {
            Invariants.between(e.items(), 1, killed, "what died with consumers");
        }
        Invariants.comes(tasks::join, "join does not end, unfinished are %d", tasks.unfinished());
        Invariants.equal(tasks.unfinished(), 0L, "unfinished");
    }
}
