package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.sync.Lock;

/** The server of a manager is killed while others call: every call that runs ends, and every later one, with the reason. */
final class ManagerDeaths implements Scenario {
    private static final int PROGRESS = 0;
    private static final int STARTED = 1;
    private static final int TOLD = 2;
    private static final int COUNTERS = 3;
    private static final int THREADS = 4;

    @Override
    public String name() {
        return "manager-deaths";
    }

    /** Says where it is. */
    interface Where {
        long pid();
    }

    /** What the callers have. */
    record Goods(ConcurrentMap<Integer, Integer> map, Queue<Integer> queue, Lock lock, Counters numbers)
            implements Serializable {
        /** Calls in several threads until that fails, and expects that it does. */
        void call() throws Exception {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                threads.add((i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
                    try {
                        numbers.add(STARTED, 1);
                        call(number);
                        wrong.add(new Violation("it ended"));
                    } catch (RemoteException e) {
                        numbers.add(TOLD, 1);
                    } catch (Throwable e) {
                        wrong.add(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                Invariants.comes(thread::join, "a caller is not told: %s", thread);
            }
            if (!wrong.isEmpty()) {
                throw new Violation("told otherwise", wrong.getFirst());
            }
        }

        private void call(int number) throws Exception {
            while (true) {
                switch (number) {
                    case 0 -> map.merge(1, 1, Integer::sum);
                    case 1 -> queue.take(); // nobody puts anything
                    case 2 -> {
                        lock.lock();
                        lock.unlock();
                    }
                    default -> map.put(2, map.getOrDefault(2, 0) + 1);
                }
                numbers.add(PROGRESS, 1);
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            once(chaos);
        } while (!chaos.isOver());
    }

    private static void once(Chaos chaos) throws Exception {
        try (Manager manager = chaos.context().manager();
                Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Where where = manager.host(
                    Where.class, () -> () -> ProcessHandle.current().pid());
            long server = where.pid();
            Goods goods = new Goods(manager.dict(), manager.queue(), manager.lock(), numbers);
            int callers = chaos.between(0, 2);
            for (int i = 0; i < callers; i++) {
                crew.start("caller", _ -> goods.call());
            }
            Thread here = Thread.ofPlatform().daemon().name("chaos-caller").start(() -> {
                try {
                    goods.call();
                } catch (Throwable e) {
                    numbers.set(TOLD, -1);
                    e.printStackTrace();
                }
            });
            long least = chaos.between(1, 1000);
            crew.until(
                    "the callers call",
                    () -> numbers.get(PROGRESS) >= least && numbers.get(STARTED) == (long) THREADS * (callers + 1));
            chaos.pass(Duration.ofMillis(20));
            Unix.signal("KILL", server);
            Invariants.comes(here::join, "the callers here do not end");
            crew.end();
            Invariants.equal(numbers.get(TOLD), (long) THREADS * (callers + 1), "callers that were told");
            try {
                Invariants.check(where.pid() == 0, "a call of a dead server returned");
            } catch (RemoteException e) {
                chaos.count("deaths", 1);
            }
        }
    }
}
