package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Semaphore;

/** Processes make things, some of which they give away before they are killed: what was given works, and the rest is gone. */
final class Gifts implements Scenario {
    private static final int STOP = 0;
    private static final int PROGRESS = 1;
    private static final int COUNTERS = 2;

    @Override
    public String name() {
        return "gifts";
    }

    /** Some of everything. */
    record Gift(
            Lock lock,
            Semaphore permits,
            Event event,
            Condition condition,
            LongValue value,
            IntArray array,
            Queue<Integer> queue,
            int number)
            implements Serializable {
        static Gift make(Context context, int number) throws Exception {
            Queue<Integer> queue = context.queue();
            queue.put(number);
            IntArray array = context.intArray(100);
            array.fill(number);
            return new Gift(
                    context.rlock(),
                    context.semaphore(number),
                    context.event(),
                    context.condition(),
                    context.longValue(number),
                    array,
                    queue,
                    number);
        }

        void use() throws Exception {
            Invariants.comes(lock::tryLock, "a lock that was given is taken: %s", lock);
            lock.unlock();
            Invariants.equal(permits.availablePermits(), number, "permits");
            event.set();
            event.await();
            try (var _ = condition.hold()) {
                condition.signalAll();
            }
            Invariants.equal(value.get(), (long) number, "a value");
            Invariants.equal(array.stream().sum(), 100 * number, "the sum of an array");
            Invariants.equal(Invariants.item(queue), number, "what is in a queue");
            queue.put(1);
        }

        void free() {
            lock.free();
            permits.free();
            event.free();
            condition.free();
            condition.guard().free(); // made for it, and not freed by it
            value.free();
            array.free();
            queue.free();
        }
    }

    private static void make(Queue<Gift> table, StartMethod method, Counters numbers, int seed) throws Exception {
        Random random = new Random(seed);
        Context context = Multiprocessing.context(method);
        while (numbers.get(STOP) == 0) {
            Gift gift = Gift.make(context, random.nextInt(1, 100));
            switch (random.nextInt(3)) {
                case 0 -> gift.free();
                case 1 -> {
                    gift.use(); // and left to the collector
                    numbers.add(PROGRESS, 1);
                }
                default -> {
                    table.put(gift);
                    gift.queue().close();
                    Delays.pass(Duration.ofMillis(random.nextInt(10)));
                }
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        StartMethod method = chaos.context().startMethod();
        int given = 0;
        Queue<Gift> table = chaos.context().queue(10);
        try (Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            for (int i = chaos.between(1, 3); i > 0; i--) {
                crew.start("giver", number -> make(table, method, numbers, number));
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                for (int i = chaos.between(1, 10); i > 0; i--) {
                    Gift gift = next(crew, table);
                    gift.use();
                    gift.free();
                    given++;
                }
                crew.replaceOne(_ -> {});
            }
            numbers.set(STOP, 1);
            while (crew.members().stream().anyMatch(member -> member.process().isAlive())) {
                Gift gift = table.poll(Duration.ofMillis(10));
                if (gift != null) {
                    gift.free();
                }
            }
            crew.end();
            for (Gift gift = table.poll(); gift != null; gift = table.poll()) {
                gift.use();
                gift.free();
            }
        } finally {
            table.free();
        }
        chaos.count("gifts", given);
    }

    private static Gift next(Crew crew, Queue<Gift> table) throws Exception {
        Gift[] gift = new Gift[1];
        crew.until("a gift", () -> {
            gift[0] = table.poll(Duration.ofMillis(10));
            return gift[0] != null;
        });
        return gift[0];
    }
}
