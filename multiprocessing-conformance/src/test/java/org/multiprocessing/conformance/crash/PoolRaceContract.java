package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Seed;
import org.multiprocessing.conformance.support.Standbys;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Process;

/** Deaths at awkward moments, in the workers, in those that stand by, and in the threads that wait. */
@Bound(seconds = 300)
public abstract class PoolRaceContract implements Contract {
    private static final int FACTOR = "all".equals(System.getProperty("multiprocessing.tests")) ? 10 : 1;
    private static final int RETRIES = 1000;
    private static final int WORKERS = 2;

    private static final CountDownLatch READ_ON = new CountDownLatch(1);

    private final Random random = new Random(Seed.ofTheDay("PoolRace"));

    /** A result that takes long to decode in the process that it comes home to. */
    static final class Slow implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final long home;

        Slow(long home) {
            this.home = home;
        }

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            if (home == ProcessHandle.current().pid()) {
                try {
                    READ_ON.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    static int square(int x) {
        return x * x;
    }

    static int slowly(int x) {
        Delays.pass(Delays.SHORT);
        return x;
    }

    private static int dying(int x, boolean dies) throws Exception {
        if (dies) {
            Way.HALT.take();
        }
        return x;
    }

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> squares(int size) {
        return range(size).stream().map(PoolRaceContract::square).toList();
    }

    private static void kill(Process process) {
        process.toHandle().ifPresent(ProcessHandle::destroyForcibly); // as others do it: the library does not know
    }

    private static void assertWorks(Pool pool) throws Exception {
        assertThat(pool.map(PoolRaceContract::square, range(20))).isEqualTo(squares(20));
        Await.equal("the number of live workers", pool.size(), () ->
                (int) pool.workers().stream().filter(Process::isAlive).count());
    }

    private void passUpTo(Duration most) {
        Delays.pass(Duration.ofNanos((long) (most.toNanos() * random.nextDouble())));
    }

    // ---- workers

    /** At any moment from before its first instruction until after its first task. */
    @Test
    void workersKilledWhileTheyBootAreReplaced() throws Exception {
        for (int round = 0; round < 4 * FACTOR; round++) {
            try (Pool pool = context().pool(1)) {
                AsyncResult<Integer> result =
                        pool.tasks(t -> t.withRetries(RETRIES)).applyAsync(PoolRaceContract::square, round);
                passUpTo(Delays.SHORT.multipliedBy(3));
                pool.workers().forEach(PoolRaceContract::kill);
                assertThat(result.get(Delays.LONG)).isEqualTo(round * round);
                assertWorks(pool);
            }
        }
    }

    /** A replacement finds nobody standing by, or one that is just dying. */
    @Test
    void standbysMayBeKilledWhileTheyAreNeeded() throws Exception {
        try (Pool pool = context().pool(WORKERS)) {
            for (int round = 0; round < 4 * FACTOR; round++) {
                AsyncResult<List<Integer>> result =
                        pool.tasks(t -> t.withRetries(RETRIES)).mapAsync(PoolRaceContract::square, range(50));
                kill(pool.workers().get(round % WORKERS));
                for (int i = 0; i < 3; i++) {
                    Standbys.now().forEach(ProcessHandle::destroyForcibly);
                    passUpTo(Delays.SHORT);
                }
                assertThat(result.get(Delays.LONG)).isEqualTo(squares(50));
                assertWorks(pool);
            }
        }
    }

    /** The pool may be starting a replacement, or be about to. */
    @Test
    void poolMayBeClosedWhileItsWorkersDie() throws Exception {
        for (int round = 0; round < 4 * FACTOR; round++) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            boolean terminates = round % 3 == 2;
            try (Pool pool = context().pool(WORKERS)) {
                for (int i = 0; i < 10; i++) {
                    results.add(pool.tasks(t -> t.withRetries(RETRIES)).applyAsync(PoolRaceContract::slowly, i));
                }
                passUpTo(Delays.SHORT.multipliedBy(3));
                pool.workers().forEach(PoolRaceContract::kill);
                passUpTo(Delays.SHORT.dividedBy(10));
                if (terminates) {
                    pool.terminate();
                }
            }
            for (int i = 0; i < 10; i++) {
                assertThat(results.get(i).isDone()).isTrue();
                Outcome<Integer> end = results.get(i).outcome();
                assertThat(end instanceof Cancelled ? terminates : end.equals(new Success<>(i)))
                        .as("%s", end)
                        .isTrue();
            }
        }
    }

    /** Only what ran is lost, even if all die again and again. */
    @Test
    void allWorkersMayDieAtOnceAgainAndAgain() throws Exception {
        try (Pool pool = context().pool(WORKERS)) {
            for (int round = 0; round < 3 * FACTOR; round++) {
                AsyncResult<Void> given = pool.applyAsync(() -> {});
                List<Outcome<?>> outcomes = new ArrayList<>();
                try (Results<Outcome<Integer>> results = pool.imapOutcomes(PoolRaceContract::slowly, range(12))) {
                    outcomes.add(results.next(Delays.LONG));
                    pool.workers().forEach(PoolRaceContract::kill);
                    results.forEachRemaining(outcomes::add);
                }
                outcomes.add(given.outcome()); // the others may do the first of the map while one is at this
                assertThat(outcomes).hasSize(13);
                assertThat(outcomes.stream()
                                .filter(outcome -> outcome instanceof Failure<?>(WorkerKilled _))
                                .count())
                        .isLessThanOrEqualTo(WORKERS);
                assertThat(outcomes).allMatch(o -> o instanceof Success || o instanceof Failure<?>(WorkerKilled _));
                assertWorks(pool);
            }
        }
    }

    // ---- callbacks

    /** A chain of tasks each of which is given by the callback of the one before, whatever became of that. */
    @Test
    void callbacksGiveTheNextTaskWhileWorkersDie() throws Exception {
        int length = 300 * FACTOR;
        CompletableFuture<Integer> end = new CompletableFuture<>();
        AtomicInteger deaths = new AtomicInteger();
        try (Pool pool = context().pool(WORKERS)) {
            next(pool, 0, length, deaths, end);
            assertThat(end.get(Delays.LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo(length);
            assertThat(deaths).hasValue(length / 60);
            assertWorks(pool);
        }
    }

    private static void next(Pool pool, int number, int length, AtomicInteger deaths, CompletableFuture<Integer> end) {
        if (number == length) {
            end.complete(number);
            return;
        }
        var _ = pool.applyAsync(PoolRaceContract::dying, number, number % 60 == 30)
                .onSuccess(_ -> {
                    next(pool, number + 1, length, deaths, end);
                    throw new IllegalStateException("on purpose");
                })
                .onFailure(_ -> {
                    deaths.incrementAndGet();
                    next(pool, number + 1, length, deaths, end);
                    throw new AssertionError("on purpose");
                });
    }

    // ---- threads of the parent

    /** What a caller leaves behind when it dies is its own loss: an exception in its input, in its loop, an interrupt. */
    @Test
    void callersMayDieWhileOthersWait() throws Exception {
        try (Pool pool = context().pool(WORKERS)) {
            for (int round = 0; round < 3 * FACTOR; round++) {
                List<Thread> dying = List.of(
                        caller(() -> pool.map(PoolRaceContract::slowly, failingInput())),
                        caller(() -> pool.imap(PoolRaceContract::slowly, range(1000))
                                .forEachRemaining(PoolRaceContract::failingUse)),
                        caller(() -> pool.map(PoolRaceContract::slowly, range(1000))),
                        caller(() ->
                                pool.applyAsync(PoolRaceContract::slowly, 1).get()),
                        caller(() -> pool.apply(PoolRaceContract::slowly, 1)));
                AsyncResult<List<Integer>> others = pool.mapAsync(PoolRaceContract::square, range(100));
                passUpTo(Delays.SHORT.multipliedBy(2));
                dying.forEach(Thread::interrupt);
                for (Thread caller : dying) {
                    Await.join("a caller that dies", caller);
                }
                assertThat(others.get(Delays.LONG)).isEqualTo(squares(100));
            }
            assertWorks(pool);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread caller(Work work) {
        return Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (Throwable e) { // it would be printed
                assertThat(e).isNotInstanceOf(AssertionError.class);
            }
        });
    }

    private static void failingUse(int value) {
        throw new IllegalStateException("on purpose, at " + value);
    }

    private static Iterable<Integer> failingInput() {
        Iterator<Integer> numbers = range(20).iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return numbers.next(); // until there is none
            }
        };
    }

    /** A program may interrupt all threads that it sees. Would catch a pump that never sleeps again. */
    @Test
    void pumpMayBeInterrupted() throws Exception {
        try (Pool pool = context().pool(WORKERS)) {
            for (int round = 0; round < 10; round++) {
                AsyncResult<Integer> result = pool.applyAsync(PoolRaceContract::slowly, round);
                CompletableFuture<Integer> stage = result.toCompletableFuture(); // nobody helps to poll
                pumps().forEach(Thread::interrupt);
                assertThat(stage.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                        .isEqualTo(round);
            }
            Await.until("the pump has forgotten it", () -> {
                pool.apply(PoolRaceContract::square, 1);
                return pumps().stream().noneMatch(Thread::isInterrupted);
            });
        }
    }

    private static List<Thread> pumps() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("multiprocessing-pump"))
                .toList();
    }

    /** A result is decoded by whoever asks for it: one that is not ready with that keeps nobody waiting but himself. */
    @Test
    void resultThatTakesLongToDecodeHoldsNobodyElseUp() throws Exception {
        long home = ProcessHandle.current().pid();
        try (Pool pool = context().pool(WORKERS)) {
            AsyncResult<Slow> slow = pool.applyAsync(() -> new Slow(home));
            CompletableFuture<Slow> waiting = CompletableFuture.supplyAsync(
                    slow::join, task -> Thread.ofPlatform().start(task));
            assertWorks(pool);
            assertThat(pool.apply(PoolRaceContract::slowly, 3)).isEqualTo(3);
            READ_ON.countDown();
            assertThat(waiting.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isNotNull();
        } finally {
            READ_ON.countDown();
        }
    }
}
