package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;

/** Workers are killed under all kinds of load: with retries, each caller gets each result, once and in its place. */
final class PoolMaps implements Scenario {
    /** So many that no task is poison for bad luck. */
    private static final int RETRIES = 1000;

    private static final int MOST_ITEMS = 2000;
    private static final int LARGE = 2_000_000;

    @Override
    public String name() {
        return "pool-maps";
    }

    /** A caller's work, once. */
    private interface Load {
        void once(Tasks tasks, Random random) throws Exception;
    }

    private static final List<Load> LOADS = List.of(
            PoolMaps::map,
            PoolMaps::mapAsync,
            PoolMaps::imap,
            PoolMaps::unordered,
            PoolMaps::single,
            PoolMaps::large,
            PoolMaps::abandoned);

    static long mixed(long x) {
        long y = x;
        for (int i = 0; i < 5_000; i++) {
            y = y * 6364136223846793005L + 1442695040888963407L;
        }
        return y;
    }

    static byte[] flipped(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= 0x55;
        }
        return result;
    }

    private static List<Long> items(Random random) {
        long from = random.nextInt();
        return IntStream.range(0, random.nextInt(MOST_ITEMS))
                .mapToObj(i -> from + i)
                .toList();
    }

    private static List<Long> expected(List<Long> items) {
        return items.stream().map(PoolMaps::mixed).toList();
    }

    private static void map(Tasks tasks, Random random) throws Exception {
        List<Long> items = items(random);
        Invariants.equal(tasks.map(PoolMaps::mixed, items), expected(items), "map");
    }

    private static void mapAsync(Tasks tasks, Random random) throws Exception {
        List<Long> items = items(random);
        AsyncResult<List<Long>> first = tasks.mapAsync(PoolMaps::mixed, items);
        AsyncResult<List<Long>> second = tasks.mapAsync(PoolMaps::mixed, items.stream());
        Invariants.equal(Invariants.result(second), expected(items), "mapAsync of a stream");
        Invariants.equal(Invariants.result(first), expected(items), "mapAsync");
    }

    private static void imap(Tasks tasks, Random random) {
        List<Long> items = items(random);
        List<Long> seen = new ArrayList<>();
        try (Results<Long> results = tasks.imap(PoolMaps::mixed, items)) {
            results.forEachRemaining(seen::add);
        }
        Invariants.equal(seen, expected(items), "imap");
    }

    private static void unordered(Tasks tasks, Random random) {
        List<Long> items = items(random);
        List<Long> seen = new ArrayList<>();
        try (Results<Long> results = tasks.imapUnordered(PoolMaps::mixed, items)) {
            results.forEachRemaining(seen::add);
        }
        Invariants.equal(
                seen.stream().sorted().toList(),
                expected(items).stream().sorted().toList(),
                "imapUnordered");
    }

    private static void single(Tasks tasks, Random random) throws Exception {
        List<AsyncResult<Long>> results = new ArrayList<>();
        int count = random.nextInt(200);
        for (long i = 0; i < count; i++) {
            results.add(tasks.applyAsync(PoolMaps::mixed, i));
        }
        for (int i = 0; i < count; i++) {
            Invariants.equal(Invariants.result(results.get(i)), mixed(i), "task %d", i);
        }
    }

    private static void large(Tasks tasks, Random random) throws Exception {
        List<byte[]> items = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] bytes = new byte[random.nextInt(LARGE)];
            Arrays.fill(bytes, (byte) i);
            items.add(bytes);
        }
        List<byte[]> results = tasks.map(PoolMaps::flipped, items);
        for (int i = 0; i < items.size(); i++) {
            Invariants.equal(results.get(i), flipped(items.get(i)), "large item %d", i);
        }
    }

    /** A caller that loses its interest. */
    private static void abandoned(Tasks tasks, Random random) throws Exception {
        List<Long> items = items(random);
        try (Results<Long> results = tasks.imap(PoolMaps::mixed, items)) {
            for (int i = random.nextInt(5); i > 0 && results.hasNext(); i--) {
                results.next();
            }
        }
        AsyncResult<Long> one = tasks.applyAsync(PoolMaps::mixed, 1L);
        one.cancel(random.nextBoolean());
        Invariants.comes(one::await, "a cancelled task has not ended");
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        int workers = chaos.between(1, 4);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        try (Pool pool = chaos.context()
                .pool(
                        workers,
                        o -> o.withWorkerOptions(
                                w -> w.withOutput(new Output.Discard()).withError(new Output.Discard())))) {
            List<Thread> callers = new ArrayList<>();
            for (int i = chaos.between(1, 3); i > 0; i--) {
                Random random = new Random(chaos.seed());
                callers.add(Thread.ofPlatform().daemon().name("chaos-caller").start(() -> {
                    try {
                        Tasks tasks = pool.tasks(t -> t.withRetries(RETRIES));
                        do {
                            LOADS.get(random.nextInt(LOADS.size())).once(tasks, random);
                            chaos.count("loads", 1);
                        } while (!over.get() && failure.get() == null);
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                }));
            }
            storm(chaos, pool, failure);
            over.set(true);
            for (Thread caller : callers) {
                Invariants.comes(caller::join, "a caller waits: %s", caller);
            }
            if (failure.get() != null) {
                throw new Violation("a load", failure.get());
            }
            map(pool, chaos.random());
            Invariants.eventually(
                    "all workers live",
                    () -> pool.workers().stream().filter(Process::isAlive).count() == workers);
        }
    }

    private static void storm(Chaos chaos, Pool pool, AtomicReference<Throwable> failure) throws Exception {
        Killer killer = new Killer(chaos);
        while (!chaos.isOver() && failure.get() == null) {
            // a pool none of whose workers gets that far gives up, and rightly
            pool.tasks(t -> t.withRetries(RETRIES)).apply(PoolMaps::mixed, 1L);
            chaos.pass(Duration.ofMillis(60));
            Process victim = chaos.pick(pool.workers());
            if (chaos.oneIn(4)) {
                killer.pause(victim);
            } else {
                killer.strike(victim);
                Invariants.ends(victim);
            }
        }
    }
}
