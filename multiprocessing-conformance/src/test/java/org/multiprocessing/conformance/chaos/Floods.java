package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.Context;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Semaphore;

/** Very many of each: processes, tasks, messages, primitives, threads that wait. */
final class Floods implements Scenario {
    private static final int MOST_PROCESSES = 16;
    private static final int MESSAGES = 30_000;
    private static final int TASKS = 20_000;
    private static final int PRIMITIVES = 5_000;
    private static final int THREADS = 500;

    @Override
    public String name() {
        return "floods";
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            switch (chaos.between(0, 4)) {
                case 0 -> processes(chaos);
                case 1 -> messages(chaos);
                case 2 -> tasks(chaos);
                case 3 -> primitives(chaos);
                default -> threads(chaos);
            }
        } while (!chaos.isOver());
    }

    /** Some of them are killed while they boot. */
    private static void processes(Chaos chaos) throws Exception {
        try (LongValue count = chaos.context().longValue(0)) {
            List<Process> all = new ArrayList<>();
            for (int i = chaos.between(2, MOST_PROCESSES); i > 0; i--) {
                all.add(chaos.context()
                        .process(
                                count::incrementAndGet,
                                o -> o.withOutput(new Output.Discard()).withError(new Output.Discard()))
                        .start());
            }
            List<Process> killed = all.stream().filter(_ -> chaos.oneIn(5)).toList();
            killed.forEach(Process::kill);
            for (Process process : all) {
                if (killed.contains(process)) {
                    Invariants.ends(process);
                } else {
                    Invariants.endsWell(process);
                }
            }
            Invariants.between(count.get(), all.size() - killed.size(), all.size(), "processes that have counted");
            chaos.count("processes", all.size());
        }
    }

    private static void messages(Chaos chaos) throws Exception {
        Context context = chaos.context();
        try (Queue<Integer> there = context.queue();
                Queue<Long> back = context.queue()) {
            int senders = chaos.between(1, 2);
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                all.add(context.process(() -> {
                            for (int number = 1; number <= MESSAGES; number++) {
                                there.put(number);
                            }
                        })
                        .start());
            }
            all.add(context.process(() -> {
                        long sum = 0;
                        for (int i = 0; i < senders * MESSAGES; i++) {
                            sum += there.take();
                        }
                        back.put(sum);
                    })
                    .start());
            Long sum = Invariants.item(back);
            Invariants.equal(sum, (long) senders * MESSAGES * (MESSAGES + 1) / 2, "the sum of all messages");
            for (Process process : all) {
                Invariants.endsWell(process);
            }
            there.free();
            back.free();
            chaos.count("messages", (long) senders * MESSAGES);
        }
    }

    static int next(int x) {
        return x + 1;
    }

    private static void tasks(Chaos chaos) throws Exception {
        List<Integer> items = IntStream.range(0, TASKS).boxed().toList();
        List<Integer> expected = IntStream.rangeClosed(1, TASKS).boxed().toList();
        try (Pool pool = chaos.context().pool(2)) {
            var first = pool.mapAsync(Floods::next, items);
            var second = pool.mapAsync(Floods::next, items);
            Invariants.equal(Invariants.result(first), expected, "the first map");
            Invariants.equal(Invariants.result(second), expected, "the second map");
        }
        chaos.count("tasks", 2 * TASKS);
    }

    private static void primitives(Chaos chaos) throws Exception {
        List<Semaphore> all = new ArrayList<>();
        for (int i = 0; i < PRIMITIVES; i++) {
            all.add(chaos.context().semaphore(i));
        }
        for (int i = 0; i < PRIMITIVES; i++) {
            Invariants.equal(all.get(i).availablePermits(), i, "permits of semaphore %d", i);
        }
        if (chaos.oneIn(2)) {
            all.forEach(Semaphore::free);
        }
        chaos.count("primitives", PRIMITIVES);
    }

    private static void threads(Chaos chaos) throws Exception {
        Event go = chaos.context().event();
        Semaphore arrived = chaos.context().semaphore(0);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add((i % 50 == 0 ? Thread.ofPlatform().daemon() : Thread.ofVirtual()).start(() -> {
                try {
                    go.await();
                    arrived.release();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        chaos.pass(Duration.ofMillis(50));
        go.set();
        for (int i = 0; i < THREADS; i++) {
            Invariants.comes(arrived::tryAcquire, "thread %d has not arrived", i);
        }
        for (Thread thread : all) {
            Invariants.comes(thread::join, "%s does not end", thread);
        }
        go.free();
        arrived.free();
        chaos.count("threads", THREADS);
    }
}
