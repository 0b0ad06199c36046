package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;

/** A process with children, grandchildren and a pool of its own is killed in the middle of it: nothing below it lives on or holds anything. */
final class Nesting implements Scenario {
    private static final int MOST_PIDS = 30;
    private static final int PIDS = 0;
    private static final int PROGRESS = 1;
    private static final int FIRST_PID = 2;

    @Override
    public String name() {
        return "nesting";
    }

    /** What all of the family have. */
    record House(Lock lock, Queue<Integer> queue, Counters numbers, StartMethod method) implements Serializable {
        private void enter() {
            int index = (int) numbers.add(PIDS, 1);
            if (index < MOST_PIDS) {
                numbers.set(FIRST_PID + index, ProcessHandle.current().pid());
            }
        }

        /** With children down to a depth, and a pool. */
        void live(int depth) throws Exception {
            enter();
            Context context = Multiprocessing.context(method);
            List<Process> children = new ArrayList<>();
            for (int i = 0; depth > 0 && i < 2; i++) {
                House house = this;
                children.add(context.process(
                                i == 0 ? () -> house.live(depth - 1) : house::work,
                                o -> o.withOutput(new Output.Discard()).withError(new Output.Discard()))
                        .start());
            }
            try (Pool pool = context.pool(1)) {
                List<Integer> items = IntStream.range(0, 50).boxed().toList();
                while (true) {
                    Invariants.equal(pool.map(Nesting::same, items), items, "a map in a child");
                    queue.put(depth);
                    numbers.add(PROGRESS, 1);
                    children.forEach(child -> Invariants.check(child.isAlive(), "%s has ended", child));
                }
            }
        }

        void work() throws Exception {
            enter();
            while (true) {
                try (Held _ = lock.hold()) {
                    numbers.add(PROGRESS, 1);
                } catch (OwnerDiedException e) {
                    lock.recover().close();
                }
                queue.poll(Duration.ofMillis(10));
            }
        }

        List<Long> pids() {
            List<Long> pids = new ArrayList<>();
            for (int i = 0; i < Math.min(MOST_PIDS, numbers.get(PIDS)); i++) {
                pids.add(numbers.get(FIRST_PID + i));
            }
            return pids;
        }
    }

    static int same(int x) {
        return x;
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            family(chaos);
        } while (!chaos.isOver());
    }

    private static void family(Chaos chaos) throws Exception {
        Context context = chaos.context();
        try (Counters numbers = Counters.of(FIRST_PID + MOST_PIDS);
                Crew crew = new Crew(chaos);
                Queue<Integer> queue = context.queue(20)) {
            Lock lock = context.lock();
            House house = new House(lock, queue, numbers, context.startMethod());
            int depth = chaos.between(0, 2);
            Crew.Member member = crew.start("parent", _ -> house.live(depth));
            if (chaos.oneIn(4)) {
                chaos.pass(Duration.ofSeconds(2)); // in the middle of its starting others
            } else {
                long least = chaos.between(1, 20);
                crew.until("the family works", () -> {
                    queue.poll();
                    return numbers.get(PROGRESS) >= least;
                });
            }
            crew.kill(member);
            List<Long> pids = house.pids();
            Invariants.eventually(
                    "nobody of the family lives: " + pids, () -> pids.stream().noneMatch(Nesting::isAlive));
            try {
                Invariants.comes(lock::tryLock, "the lock is not free: %s", lock);
                lock.unlock();
            } catch (OwnerDiedException e) {
                lock.recover().close();
            }
            queue.clear();
            Invariants.comes(time -> queue.offer(1, time), "nothing can be put");
            Invariants.equal(Invariants.item(queue), 1, "what is in the queue");
            queue.free();
            lock.free();
            chaos.count("families", 1);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains("ChildMain"))
                .isPresent();
    }
}
