package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.process.Process;

/**
 * Workers are killed at random under load: no result is lost, doubled or exchanged, and nothing is left. So many times in all; with
 * {@code -Dmultiprocessing.kills=NUMBER} another number.
 */
@Bound(seconds = 7200)
public abstract class KillStormContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    /** Each costs the start of a JVM, of which two processors manage three to five a second. */
    private static final int KILLS = Integer.getInteger("multiprocessing.kills", ALL ? 10_000 : 300);

    private static final int WORKERS = 3;
    private static final int LONGEST_PAUSE_NANOS = 60_000_000;

    /** So many that no task is poison for bad luck. */
    private static final int RETRIES = 1000;

    /** The load, again and again until enough workers have been killed; throws if a result is wrong. */
    private interface Load {
        void round(Tasks tasks, int number) throws Exception;
    }

    private void storm(int percent, Load load) throws Exception {
        int kills = Math.max(1, KILLS * percent / 100);
        long begin = System.nanoTime();
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Pool pool = context().pool(WORKERS)) {
            Thread killer = Thread.ofPlatform().name("killer").start(() -> {
                try {
                    for (int i = 0; i < kills; i++) {
                        kill(pool, random);
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            int rounds = 0;
            while (killer.isAlive() || rounds == 0) {
                load.round(pool.tasks(t -> t.withRetries(RETRIES)), rounds++);
            }
            assertThat(failure.get()).as("seed %d", seed).isNull();
            assertThat(pool.isShutdown()).isFalse();
            load.round(pool, rounds); // the storm is over: no retries are needed
            Await.equal("the number of live workers", WORKERS, () ->
                    (int) pool.workers().stream().filter(Process::isAlive).count());
            System.out.println("KillStorm: " + kills + " kills in "
                    + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s, " + rounds + " rounds");
        }
    }

    /**
     * Kills a random worker a random while later: one that boots, idles, reads, computes or writes. Something is done before the next
     * one: a pool none of whose workers gets that far gives up, and rightly.
     */
    private static void kill(Pool pool, Random random) throws Exception {
        pool.tasks(t -> t.withRetries(RETRIES)).apply(() -> mixed(1));
        Delays.pass(Duration.ofNanos(random.nextInt(LONGEST_PAUSE_NANOS)));
        List<Process> workers = pool.workers();
        Process victim = workers.get(random.nextInt(workers.size()));
        victim.toHandle().ifPresent(ProcessHandle::destroyForcibly); // not kill(), by which the library would know
        victim.join();
    }

    static long mixed(long x) {
        long y = x;
        for (int i = 0; i < 20_000; i++) {
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

    @Test
    void smallTasksOfAMap() throws Exception {
        List<Long> items = IntStream.range(0, 3000).mapToObj(i -> (long) i).toList();
        List<Long> expected = items.stream().map(KillStormContract::mixed).toList();
        storm(
                45,
                (tasks, _) ->
                        assertThat(tasks.map(KillStormContract::mixed, items)).isEqualTo(expected));
    }

    @Test
    void smallTasksAsTheyCome() throws Exception {
        List<Long> items = IntStream.range(0, 3000).mapToObj(i -> (long) i).toList();
        List<Long> expected =
                items.stream().map(KillStormContract::mixed).sorted().toList();
        storm(20, (tasks, _) -> {
            List<Long> seen = new ArrayList<>();
            try (var results = tasks.imapUnordered(KillStormContract::mixed, items)) {
                results.forEachRemaining(seen::add);
            }
            assertThat(seen.stream().sorted()).isEqualTo(expected);
        });
    }

    @Test
    void singleTasks() throws Exception {
        storm(20, (tasks, round) -> {
            List<AsyncResult<Long>> results = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                results.add(tasks.applyAsync(KillStormContract::mixed, (long) i + round));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(results.get(i).get(Delays.LONG)).isEqualTo(mixed(i + round));
            }
        });
    }

    /** Large values are in the middle of their way most of the time. */
    @Test
    void largeValues() throws Exception {
        List<byte[]> items = IntStream.range(0, 12)
                .mapToObj(i -> {
                    byte[] bytes = new byte[3_000_000 + i];
                    Arrays.fill(bytes, (byte) i);
                    return bytes;
                })
                .toList();
        storm(15, (tasks, _) -> {
            List<byte[]> results = tasks.map(KillStormContract::flipped, items);
            for (int i = 0; i < items.size(); i++) {
                assertThat(Arrays.equals(results.get(i), flipped(items.get(i))))
                        .as("item %d", i)
                        .isTrue();
            }
        });
    }
}
