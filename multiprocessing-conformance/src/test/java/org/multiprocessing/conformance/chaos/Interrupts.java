package org.multiprocessing.conformance.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Semaphore;

/** Threads are interrupted wherever they are: what returned has happened, what threw has not, and nobody waits for ever. */
final class Interrupts implements Scenario {
    private static final int THREADS = 6;

    @Override
    public String name() {
        return "interrupts";
    }

    /** Something with two sides, of which each is done as often as the other in the end. */
    private interface Exchange {
        void give() throws Exception;

        void take() throws Exception;

        /** Takes one if there is one. */
        boolean takeIfAny() throws Exception;

        void free();
    }

    private record OfQueue(Queue<Integer> queue) implements Exchange {
        @Override
        public void give() throws Exception {
            queue.put(1);
        }

        @Override
        public void take() throws Exception {
            queue.take();
            if (queue instanceof JoinableQueue<Integer> tasks) {
                tasks.taskDone();
            }
        }

        @Override
        public boolean takeIfAny() {
            return queue.poll() != null;
        }

        @Override
        public void free() {
            queue.free();
        }
    }

    private record OfPipe(Pipe<Integer> pipe) implements Exchange {
        @Override
        public void give() throws IOException, InterruptedException {
            pipe.sender().send(1);
        }

        @Override
        public void take() throws IOException, InterruptedException {
            int _ = pipe.receiver().receive();
        }

        @Override
        public boolean takeIfAny() throws IOException, InterruptedException {
            if (pipe.receiver().isReady()) {
                take();
                return true;
            }
            return false;
        }

        @Override
        public void free() {
            pipe.free();
        }
    }

    private record OfPermits(Semaphore permits) implements Exchange {
        @Override
        public void give() {
            permits.release();
        }

        @Override
        public void take() throws InterruptedException {
            permits.acquire();
        }

        @Override
        public boolean takeIfAny() {
            return permits.tryAcquire();
        }

        @Override
        public void free() {
            permits.free();
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        if (chaos.oneIn(2)) {
            try (Manager manager = chaos.context().manager()) {
                chaos.count("manager", 1);
                run(
                        chaos,
                        List.of(
                                new OfQueue(manager.queue(3)),
                                new OfQueue(manager.joinableQueue()),
                                new OfPermits(manager.semaphore(0))),
                        manager.lock());
            }
        } else {
            run(
                    chaos,
                    List.of(
                            new OfQueue(chaos.context().queue(3)),
                            new OfQueue(chaos.context().joinableQueue()),
                            new OfPipe(chaos.context().pipe()),
                            new OfPermits(chaos.context().semaphore(0))),
                    chaos.context().lock());
        }
    }

    private static void run(Chaos chaos, List<Exchange> exchanges, Lock lock) throws Exception {
        try {
            for (Exchange exchange : exchanges) {
                exchange(chaos, exchange);
            }
            locks(chaos, lock);
        } finally {
            exchanges.forEach(Exchange::free);
            lock.free();
        }
    }

    /** What one of the threads does until it is over. */
    private interface Turn {
        void once(Random random) throws Exception;
    }

    private static void exchange(Chaos chaos, Exchange exchange) throws Exception {
        AtomicLong given = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        disturbed(
                chaos,
                number -> number % 2 == 0
                        ? _ -> {
                            exchange.give();
                            given.incrementAndGet();
                        }
                        : _ -> {
                            exchange.take();
                            taken.incrementAndGet();
                        });
        while (exchange.takeIfAny()) {
            taken.incrementAndGet();
        }
        Invariants.equal(taken.get(), given.get(), "what was taken of %s, of what was given", exchange);
        chaos.count("items", taken.get());
    }

    private static void locks(Chaos chaos, Lock lock) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        disturbed(chaos, _ -> random -> {
            if (random.nextBoolean()) {
                lock.lockInterruptibly();
            } else if (random.nextBoolean()) {
                lock.lock();
            } else if (!lock.tryLock(random.nextInt(10), TimeUnit.MILLISECONDS)) {
                return;
            }
            try {
                Invariants.equal(inside.incrementAndGet(), 1, "threads inside");
                inside.decrementAndGet();
            } finally {
                lock.unlock();
            }
        });
        Invariants.check(lock.tryLock(), "the lock is not free: %s", lock);
        lock.unlock();
    }

    private interface Turns {
        Turn of(int number);
    }

    /** Runs the turns in several threads, which are interrupted all the time, for a while. */
    private static void disturbed(Chaos chaos, Turns turns) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long end =
                System.nanoTime() + Duration.ofMillis(chaos.between(200, 2000)).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Turn turn = turns.of(i);
            Random random = new Random(chaos.seed());
            threads.add(
                    (chaos.oneIn(3) ? Thread.ofVirtual() : Thread.ofPlatform().daemon())
                            .name("chaos-turn-" + i)
                            .start(() -> turn(turn, random, end, failure)));
        }
        Patience patience = new Patience();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            chaos.pass(Duration.ofMillis(3));
            chaos.pick(threads).interrupt();
            Invariants.check(
                    !patience.isOver(),
                    "threads that are interrupted do not end: %s",
                    threads.stream().filter(Thread::isAlive).toList());
        }
        if (failure.get() != null) {
            throw new Violation("a thread that was interrupted", failure.get());
        }
    }

    private static void turn(Turn turn, Random random, long end, AtomicReference<Throwable> failure) {
        while (System.nanoTime() - end < 0 && failure.get() == null) {
            try {
                turn.once(random);
            } catch (InterruptedException e) {
                // nothing has happened
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
