package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;

/** Conditions: the contract of {@link java.util.concurrent.locks.Condition}, between processes. */
@Tag("core")
public abstract class ConditionContract extends SyncContract {
    private static final int SLEEPING = 0;
    private static final int WOKEN = 1;
    private static final int STATE = 2;

    private Condition newCondition() {
        Condition condition = context().condition();
        own(condition.guard());
        return own(condition);
    }

    /** What each of those that wait does. */
    private static void sleep(Condition condition, Counters counters) throws InterruptedException {
        try (Held _ = condition.hold()) {
            counters.increment(SLEEPING);
            condition.await();
            counters.increment(WOKEN);
        }
    }

    private Aside<Void> sleeper(boolean virtual, Condition condition, Counters counters) throws Exception {
        long before = counters.get(SLEEPING);
        Aside<Void> sleeper = Aside.run(virtual, () -> sleep(condition, counters));
        counters.await("it sleeps", SLEEPING, before + 1);
        return sleeper;
    }

    private static void signal(Condition condition, int n) {
        try (Held _ = condition.hold()) {
            condition.signal(n);
        }
    }

    // ---- signals

    /** CPython test_notify: one at a time, a process and threads of both kinds. */
    @Test
    void signalWakesOne() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        Process child = start(() -> sleep(condition, counters));
        counters.await("the child sleeps", SLEEPING, 1);
        List<Aside<Void>> threads = List.of(sleeper(false, condition, counters), sleeper(true, condition, counters));
        assertThat(counters.get(WOKEN)).isZero();
        for (int woken = 1; woken <= 3; woken++) {
            try (Held _ = condition.hold()) {
                condition.signal();
                assertThat(counters.get(WOKEN))
                        .as("none comes while the lock is held")
                        .isEqualTo(woken - 1);
            }
            counters.await("one more", WOKEN, woken);
            Delays.pass(Delays.SHORT);
            assertThat(counters.get(WOKEN)).isEqualTo(woken);
        }
        ended(child);
        for (Aside<Void> thread : threads) {
            thread.result();
        }
    }

    /** CPython test_notify_all. */
    @Test
    void signalAllWakesAll() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        List<Process> children =
                List.of(start(() -> sleep(condition, counters)), start(() -> sleep(condition, counters)));
        for (int i = 0; i < 6; i++) {
            Aside.run(i % 2 == 0, () -> sleep(condition, counters));
        }
        counters.await("all sleep", SLEEPING, 8);
        try (Held _ = condition.hold()) {
            condition.signalAll();
        }
        counters.await("all are awake", WOKEN, 8);
        for (Process child : children) {
            ended(child);
        }
    }

    /** CPython test_notify_n. */
    @Test
    void signalWakesAsManyAsAsked() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        for (int i = 0; i < 6; i++) {
            sleeper(i % 2 == 0, condition, counters);
        }
        signal(condition, 0);
        signal(condition, 2);
        counters.await("two", WOKEN, 2);
        signal(condition, 3);
        counters.await("five", WOKEN, 5);
        Delays.pass(Delays.SHORT);
        assertThat(counters.get(WOKEN)).isEqualTo(5);
        signal(condition, 1000);
        counters.await("all", WOKEN, 6);
        signal(condition, Integer.MAX_VALUE);
        try (Held _ = condition.hold()) {
            assertThatThrownBy(() -> condition.signal(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
        }
    }

    @Test
    void signalsWakeInTheOrderOfComing() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        List<Aside<Void>> sleepers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sleepers.add(sleeper(i % 2 == 0, condition, counters));
        }
        for (int i = 0; i < 6; i++) {
            signal(condition, 1);
            sleepers.get(i).result();
            assertThat(sleepers.stream().filter(Aside::isDone)).hasSize(i + 1);
        }
    }

    @Test
    void signalWithoutAnybodyIsForgotten() throws Exception {
        Condition condition = newCondition();
        signal(condition, 5);
        try (Held _ = condition.hold()) {
            condition.signalAll();
            assertThat(condition.await(Delays.SHORT)).isFalse();
        }
    }

    /** Python's waits for those it wakes; ours does not, whatever they do. */
    @Test
    void signalDoesNotWaitForAStoppedWaiter() throws Exception {
        needs(Trait.KILL);
        Condition condition = newCondition();
        Counters counters = counters(3);
        Process child = start(() -> sleep(condition, counters));
        counters.await("the child sleeps", SLEEPING, 1);
        signal(condition, 0); // it has given up the lock
        Unix.stop(child.pid());
        try {
            Aside.run(() -> signal(condition, 1)).result();
        } finally {
            Unix.signal("CONT", child.pid());
        }
        ended(child);
    }

    // ---- times and interrupts

    /** CPython test_timeout, and test_wait_result. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitEndsAfterItsTime(boolean virtual) throws Exception {
        Condition condition = newCondition();
        Aside.run(virtual, () -> {
                    try (Held _ = condition.hold()) {
                        takesItsTime(
                                Delays.SHORT,
                                () -> assertThat(condition.await(Delays.SHORT)).isFalse());
                        takesItsTime(
                                Delays.SHORT,
                                () -> assertThat(condition.await(Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                                        .isFalse());
                        takesItsTime(
                                Delays.SHORT,
                                () -> assertThat(condition.awaitNanos(Delays.SHORT.toNanos()))
                                        .isLessThanOrEqualTo(0));
                        takesItsTime(
                                Delays.SHORT.minusMillis(2),
                                () -> assertThat(condition.awaitUntil(
                                                new Date(System.currentTimeMillis() + Delays.SHORT.toMillis())))
                                        .isFalse());
                        takesItsTime(
                                Delays.SHORT,
                                () -> assertThat(condition.waitFor(() -> false, Delays.SHORT))
                                        .isFalse());
                    }
                })
                .result();
    }

    @Test
    void timesThatAreOverDoNotWait() throws Exception {
        Condition condition = newCondition();
        try (Held _ = condition.hold()) {
            for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
                assertThat(condition.await(time, TimeUnit.SECONDS)).isFalse();
                assertThat(condition.awaitNanos(time)).isLessThanOrEqualTo(0);
            }
            assertThat(condition.await(Duration.ZERO)).isFalse();
            assertThat(condition.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
            assertThat(condition.awaitUntil(new Date(0))).isFalse();
            assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
            assertThat(condition.waitFor(() -> false, Duration.ofSeconds(-1))).isFalse();
            assertThat(condition.waitFor(() -> true, Duration.ofSeconds(-1))).isTrue();
            assertThat(condition.guard().isHeldByCurrentThread()).isTrue();
        }
    }

    @Test
    void rightSignalIsTold() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        List<Aside<Boolean>> sleepers = new ArrayList<>();
        List<Aside.Work> ways = List.of(
                () -> assertThat(condition.await(1, TimeUnit.DAYS)).isTrue(),
                () -> assertThat(condition.await(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isTrue(),
                () -> assertThat(condition.awaitNanos(Long.MAX_VALUE)).isPositive(),
                () -> assertThat(condition.awaitNanos(TimeUnit.DAYS.toNanos(1)))
                        .isBetween(1L, TimeUnit.DAYS.toNanos(1)),
                () -> assertThat(condition.awaitUntil(new Date(Long.MAX_VALUE))).isTrue(),
                condition::awaitUninterruptibly);
        for (Aside.Work way : ways) {
            sleepers.add(Aside.call(() -> {
                try (Held _ = condition.hold()) {
                    counters.increment(SLEEPING);
                    way.run();
                    return condition.guard().isHeldByCurrentThread();
                }
            }));
        }
        counters.await("all sleep", SLEEPING, ways.size());
        signal(condition, ways.size());
        for (Aside<Boolean> sleeper : sleepers) {
            assertThat(sleeper.result()).isTrue();
        }
    }

    @Test
    void interruptEndsAWaitAndTheLockIsHeldAgain() throws Exception {
        Condition condition = newCondition();
        List<Wait> ways = List.of(
                condition::await,
                () -> condition.await(1, TimeUnit.DAYS),
                () -> condition.awaitNanos(Long.MAX_VALUE),
                () -> condition.waitFor(() -> false));
        for (Wait way : ways) {
            Wait held = () -> {
                condition.guard().lock();
                try {
                    way.run();
                } finally {
                    assertThat(condition.guard().isHeldByCurrentThread()).isTrue();
                    condition.guard().unlock();
                }
            };
            interruptEnds(held);
            interruptedIsRefused(held);
        }
        signal(condition, 1);
        assertThat(condition.guard().isLocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptDoesNotEndTheUninterruptibleWaitAndIsKept(boolean virtual) throws Exception {
        Condition condition = newCondition();
        Aside<Boolean> sleeper = Aside.call(virtual, () -> {
            try (Held _ = condition.hold()) {
                condition.awaitUninterruptibly();
                return Thread.interrupted();
            }
        });
        sleeper.waits();
        sleeper.thread().interrupt();
        sleeper.waits();
        signal(condition, 1);
        assertThat(sleeper.result()).isTrue();
    }

    /** A signal and an interrupt at once: whoever is interrupted has not taken the signal, which is somebody else's then. */
    @Test
    void interruptsAndTimesTakeNoSignals() throws Exception {
        Condition condition = newCondition();
        for (int round = 0; round < 60; round++) {
            Counters counters = counters(3);
            Aside<Boolean> first = Aside.call(round % 2 == 0, () -> {
                try (Held _ = condition.hold()) {
                    counters.increment(SLEEPING);
                    return condition.await(Duration.ofMillis(3));
                } catch (InterruptedException e) {
                    return false;
                }
            });
            counters.await("the first sleeps", SLEEPING, 1);
            Aside<Void> second = sleeper(round % 3 == 0, condition, counters);
            Delays.pass(Duration.ofNanos(round * 20_000L));
            if (round % 4 == 0) {
                first.thread().interrupt();
            }
            signal(condition, 1);
            if (first.result()) {
                assertThat(second.isDone()).isFalse();
                signal(condition, 1);
            }
            second.result();
        }
    }

    // ---- the lock

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void lockIsGivenUpHoweverOftenItWasTakenAndHeldAgainAsOften(int times) throws Exception {
        RLock lock = own(context().rlock());
        Condition condition = own(lock.newCondition());
        Counters counters = counters(3);
        Aside<Integer> sleeper = Aside.call(() -> {
            for (int i = 0; i < times; i++) {
                lock.lock();
            }
            counters.set(SLEEPING, 1);
            condition.await();
            int held = lock.getHoldCount();
            for (int i = 0; i < times; i++) {
                lock.unlock();
            }
            return held;
        });
        counters.await("it sleeps", SLEEPING, 1);
        lock.lock();
        condition.signal();
        lock.unlock();
        assertThat(sleeper.result()).isEqualTo(times);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void conditionBelongsToItsLock() throws Exception {
        Lock lock = own(context().lock());
        Condition one = own(lock.newCondition());
        Condition other = own(context().condition(lock));
        assertThat(one.guard()).isEqualTo(lock);
        assertThat(other.guard()).isEqualTo(lock);
        Counters counters = counters(3);
        Aside<Void> sleeper = sleeper(false, one, counters);
        signal(other, 1);
        sleeper.waits();
        signal(one, 1);
        sleeper.result();
        assertThat(newCondition().guard()).isInstanceOf(RLock.class);
        assertThat(one).isNotEqualTo(other);
    }

    /** Python's AssertionError. */
    @Test
    void whoDoesNotHoldTheLockIsRefused() throws Exception {
        Condition condition = newCondition();
        List<Wait> uses = List.of(
                condition::await,
                condition::awaitUninterruptibly,
                () -> condition.await(0, TimeUnit.SECONDS),
                () -> condition.awaitNanos(0),
                () -> condition.awaitUntil(new Date()),
                () -> condition.waitFor(() -> false),
                condition::signal,
                condition::signalAll,
                () -> condition.signal(2));
        for (Wait use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(IllegalMonitorStateException.class);
        }
        try (Held _ = condition.hold()) {
            for (Wait use : uses) {
                Aside.run(use::run).failure(IllegalMonitorStateException.class);
            }
            inChild(() -> {
                try {
                    condition.signal();
                } catch (IllegalMonitorStateException e) {
                    return;
                }
                throw new AssertionError("signalled");
            });
        }
    }

    // ---- predicates

    /** CPython test_waitfor: the state is another process's. */
    @Test
    void waitForWaitsUntilSomethingHolds() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        Process child = start(() -> {
            try (Held _ = condition.hold()) {
                counters.set(SLEEPING, 1);
                condition.waitFor(() -> counters.get(STATE) == 4);
                counters.set(WOKEN, 1);
            }
        });
        counters.await("the child", SLEEPING, 1);
        for (int state = 1; state <= 4; state++) {
            assertThat(counters.get(WOKEN)).isZero();
            try (Held _ = condition.hold()) {
                counters.set(STATE, state);
                condition.signal();
            }
        }
        ended(child);
        assertThat(counters.get(WOKEN)).isEqualTo(1);
    }

    /** CPython test_waitfor_timeout: signals that change nothing do not lengthen it. */
    @Test
    void waitForEndsAfterItsTimeWhateverSignalsCome() throws Exception {
        Condition condition = newCondition();
        Aside<Boolean> waiter = Aside.call(() -> {
            try (Held _ = condition.hold()) {
                return condition.waitFor(() -> false, Delays.SMALL);
            }
        });
        long since = System.nanoTime();
        Await.until("it has given up", () -> {
            signal(condition, 1);
            return waiter.isDone();
        });
        assertThat(waiter.result()).isFalse();
        assertThat(Duration.ofNanos(waiter.endedAt() - since)).isLessThan(Delays.SMALL.plus(Delays.MEDIUM));
    }

    @Test
    void manyProducersAndConsumersLoseNothing() throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        int each = times(1_000);
        List<Process> children = List.of(
                start(() -> produce(condition, counters, each)), start(() -> consume(condition, counters, each)));
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean virtual = i < 2;
            threads.add(Aside.run(virtual, () -> produce(condition, counters, each)));
            threads.add(Aside.run(virtual, () -> consume(condition, counters, each)));
        }
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        for (Process child : children) {
            ended(child);
        }
        assertThat(counters.get(STATE)).isZero();
    }

    private static void produce(Condition condition, Counters counters, int times) {
        for (int i = 0; i < times; i++) {
            try (Held _ = condition.hold()) {
                counters.increment(STATE);
                condition.signal();
            }
        }
    }

    private static void consume(Condition condition, Counters counters, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try (Held _ = condition.hold()) {
                condition.waitFor(() -> counters.plain(STATE) > 0);
                counters.plain(STATE, counters.plain(STATE) - 1);
            }
        }
    }

    // ---- the way and the end

    @Test
    void conditionTravelsWithItsLock() throws Exception {
        needs(Trait.COPY);
        Condition condition = newCondition();
        try (Pool pool = context().pool(1)) {
            Condition back = pool.<List<Condition>, Condition>apply(list -> list.get(0), List.of(condition));
            assertThat(back).isEqualTo(condition).hasSameHashCodeAs(condition);
            assertThat(back.guard()).isEqualTo(condition.guard());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thoseThatWaitLearnThatItWasFreed(boolean guardToo) throws Exception {
        Condition condition = newCondition();
        Counters counters = counters(3);
        List<Aside<Void>> sleepers = List.of(sleeper(false, condition, counters), sleeper(true, condition, counters));
        try (Held _ = condition.hold()) {
            counters.increment(SLEEPING);
        }
        (guardToo ? condition.guard() : condition).free();
        for (Aside<Void> sleeper : sleepers) {
            sleeper.failure(ObjectClosedException.class);
        }
        if (!guardToo) {
            assertThat(condition.guard().isLocked()).isFalse();
            assertThatThrownBy(condition::signal).isInstanceOf(ObjectClosedException.class);
            assertThatThrownBy(condition::await).isInstanceOf(ObjectClosedException.class);
            assertThat(condition).asString().contains("freed");
        }
    }
}
