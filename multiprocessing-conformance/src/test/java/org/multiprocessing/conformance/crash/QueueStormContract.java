package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Receiver;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;

/**
 * Producers and consumers of queues and of a pipe are killed at random, some of them while they are stopped: what a producer knows
 * to have put comes once and in order, but for one item for each consumer that was killed.
 */
@Bound(seconds = 3600)
public abstract class QueueStormContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    /** Each costs the start of a JVM, of which two processors manage three a second. */
    private static final int KILLS = Integer.getInteger("multiprocessing.kills", ALL ? 10_000 : 300);

    /** A producer ends by itself after so many items. */
    private static final int MOST = 6_000;

    private static final int BURST = 10;

    /** A bit for each item that was taken. */
    private static final int WORDS = MOST / Long.SIZE + 1;

    private static final int LINES = 4;

    /** In all JVMs the same, whatever properties they have. */
    private static final int MOST_PRODUCERS = 20_000;

    // counters

    private static final int STOP = 0;
    private static final int WRONG = 1;
    private static final int PROGRESS = 2;
    private static final int ACKNOWLEDGED = PROGRESS + LINES;
    private static final int TAKEN = ACKNOWLEDGED + MOST_PRODUCERS;
    private static final int COUNTERS = TAKEN + MOST_PRODUCERS * WORDS;

    /** What is put. */
    static final class Item implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int producer;
        private final int number;
        private final byte[] weight;

        Item(int producer, int number, int weight) {
            this.producer = producer;
            this.number = number;
            this.weight = new byte[weight];
        }
    }

    /** A queue, or a pipe, and where its users write down what they have done. */
    record Line(int index, Queue<Item> queue, Sender<Item> sender, Receiver<Item> receiver, Counters journal)
            implements Serializable {
        /** Who puts does not hold the end where it comes out, or there would never be an end. */
        Line forOne(boolean produces) {
            return new Line(index, queue, produces ? sender : null, produces ? null : receiver, journal);
        }

        void produce(int producer) throws Exception {
            for (int number = 1; number <= MOST && journal.get(STOP) == 0; number++) {
                Item item = new Item(producer, number, weight(number));
                if (queue != null) {
                    if (!queue.offer(item, Delays.LONG)) {
                        journal.set(WRONG, 1);
                        return;
                    }
                } else {
                    sender.send(item);
                }
                journal.set(ACKNOWLEDGED + producer, number);
                if (number % BURST == 0) {
                    Delays.pass(Duration.ofMillis(2)); // or those that start would not get a processor
                }
            }
        }

        private static int weight(int number) {
            return number % 97 == 50 ? 1 << 20 : number % 11 == 5 ? 20_000 : number % 50;
        }

        void consume() throws Exception {
            Map<Integer, Integer> last = new HashMap<>();
            while (true) {
                Item item = next();
                if (item == null) {
                    return;
                }
                note(item, last);
                if (queue instanceof JoinableQueue<Item> tasks) {
                    tasks.taskDone();
                }
            }
        }

        /** Returns null at the end. */
        private Item next() throws Exception {
            try {
                while (queue != null) {
                    Item item = queue.poll(Delays.SHORT);
                    if (item != null || journal.get(STOP) != 0) {
                        return item;
                    }
                }
                return receiver.receive();
            } catch (EOFException e) {
                return null;
            }
        }

        private void note(Item item, Map<Integer, Integer> last) {
            long bit = 1L << item.number;
            if ((journal.add(TAKEN + item.producer * WORDS + item.number / Long.SIZE, bit) & bit) != 0) {
                journal.set(WRONG, 3); // twice
            }
            Integer before = last.put(item.producer, item.number);
            if ((before != null && before >= item.number) || item.weight.length != weight(item.number)) {
                journal.set(WRONG, 2);
            }
            journal.add(PROGRESS + index, 1);
        }
    }

    /** One that may be killed. */
    private record Worker(Line line, boolean produces, Process process) {}

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Random random = new Random(seed);
    private final List<Worker> workers = new ArrayList<>();
    private final int[] killedConsumers = new int[LINES];
    private final List<Integer> lineOfProducer = new ArrayList<>();

    private void start(Line line, boolean produces) {
        Process process;
        Line part = line.forOne(produces);
        if (produces) {
            int producer = lineOfProducer.size();
            lineOfProducer.add(line.index());
            process = context().process(() -> part.produce(producer));
        } else {
            process = context().process(part::consume);
        }
        workers.add(new Worker(line, produces, process.start()));
    }

    @Test
    void queuesAndPipes() throws Exception {
        Map<Integer, Integer> cells = SlabCells.inUse();
        List<String> files = SlabCells.files();
        try (Counters journal = Counters.of(COUNTERS)) {
            Pipe<Item> pipe = context().pipe();
            JoinableQueue<Item> tasks = context().joinableQueue(50);
            List<Line> lines = List.of(
                    new Line(0, context().queue(3), null, null, journal),
                    new Line(1, context().queue(), null, null, journal),
                    new Line(2, tasks, null, null, journal),
                    new Line(3, null, pipe.sender(), pipe.receiver(), journal));
            try {
                storm(lines, journal);
                end(lines, journal);
                System.out.println("QueueStorm: " + KILLS + " kills, " + lineOfProducer.size() + " producers, taken "
                        + lines.stream()
                                .map(line -> journal.get(PROGRESS + line.index()))
                                .toList());
                check(journal);
                assertThat(journal.get(WRONG)).as("seed %d", seed).isZero();
                checkTasks(tasks);
            } finally {
                workers.forEach(worker -> worker.process().kill());
                lines.forEach(line -> {
                    if (line.queue() != null) {
                        line.queue().free();
                    }
                });
                pipe.sender().free();
            }
        }
        Await.equal("the cells in use", cells, SlabCells::inUse);
        Await.equal("the data files", files, SlabCells::files);
    }

    private void storm(List<Line> lines, Counters journal) throws Exception {
        for (Line line : lines) {
            start(line, true);
            start(line, false);
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Line line = lines.get(random.nextInt(LINES));
            awaitProgress(line);
            Delays.pass(Duration.ofNanos(random.nextInt(3_000_000)));
            kill(pick(line));
            replaceThoseThatHaveEnded();
            assertThat(journal.get(WRONG)).as("seed %d", seed).isZero();
        }
    }

    private void awaitProgress(Line line) throws Exception {
        int counter = PROGRESS + line.index();
        long before = line.journal().get(counter);
        Await.until("progress of " + line.index() + ", seed " + seed, () -> {
            replaceThoseThatHaveEnded(); // also those that have put all
            return line.journal().get(counter) > before;
        });
    }

    private Worker pick(Line line) {
        boolean produces = random.nextBoolean();
        return workers.stream()
                .filter(worker -> worker.line().index() == line.index() && worker.produces() == produces)
                .findFirst()
                .orElseThrow();
    }

    private void kill(Worker worker) throws Exception {
        if (random.nextInt(4) == 0) {
            Unix.signal("STOP", worker.process().pid());
            Delays.pass(Duration.ofMillis(random.nextInt(20)));
            if (random.nextBoolean()) {
                Unix.signal("CONT", worker.process().pid());
                Delays.pass(Duration.ofMillis(random.nextInt(5)));
            }
        }
        worker.process().kill();
        worker.process().join();
        if (!worker.produces() && worker.process().exitCode().orElseThrow() != 0) {
            killedConsumers[worker.line().index()]++;
        }
    }

    private void replaceThoseThatHaveEnded() {
        for (Worker worker : List.copyOf(workers)) {
            if (!worker.process().isAlive()) {
                workers.remove(worker);
                start(worker.line(), worker.produces());
            }
        }
    }

    /** Producers end, and then consumers, when there is nothing more. */
    private void end(List<Line> lines, Counters journal) throws Exception {
        journal.set(STOP, 1);
        for (Worker worker : workers) {
            if (worker.produces()) {
                assertThat(worker.process().join(Delays.LONG))
                        .as("a producer ends, seed %d", seed)
                        .isTrue();
            }
        }
        lines.getLast().sender().close();
        for (Worker worker : workers) {
            assertThat(worker.process().join(Delays.LONG))
                    .as("a consumer of %d ends, seed %d", worker.line().index(), seed)
                    .isTrue();
            assertThat(worker.process().exitCode()).hasValue(0);
        }
        for (Line line : lines) { // a queue's consumer may have looked just before its last producer put something
            if (line.queue() != null) {
                line.consume();
                assertThat(line.queue().size()).isZero();
            }
        }
    }

    private void check(Counters journal) {
        int[] lost = new int[LINES];
        for (int producer = 0; producer < lineOfProducer.size(); producer++) {
            long acknowledged = journal.get(ACKNOWLEDGED + producer);
            for (int number = 1; number <= MOST; number++) {
                boolean taken = (journal.get(TAKEN + producer * WORDS + number / Long.SIZE) & 1L << number) != 0;
                assertThat(taken && number > acknowledged + 1)
                        .as("item %d of %d, acknowledged %d, seed %d", number, producer, acknowledged, seed)
                        .isFalse();
                if (!taken && number <= acknowledged) {
                    lost[lineOfProducer.get(producer)]++;
                }
            }
        }
        for (int line = 0; line < LINES; line++) {
            assertThat(lost[line]).as("lost of %d, seed %d", line, seed).isLessThanOrEqualTo(killedConsumers[line]);
        }
    }

    private void checkTasks(JoinableQueue<Item> tasks) throws Exception {
        try {
            assertThat(tasks.join(Delays.MEDIUM)).isTrue();
        } catch (ConsumerDiedException e) {
            assertThat(e.items()).as("seed %d", seed).isBetween(1, killedConsumers[2]);
        }
        assertThat(tasks.unfinished()).isZero();
        assertThat(tasks.join(Delays.MEDIUM)).isTrue();
    }
}
