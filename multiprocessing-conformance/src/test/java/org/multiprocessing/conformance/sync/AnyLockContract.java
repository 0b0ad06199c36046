package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** What holds for both kinds of locks: the contract of {@link java.util.concurrent.locks.Lock}, between processes. */
@Tag("core")
abstract class AnyLockContract extends SyncContract {
    private static final int GO = 0;
    private static final int READY = 1;
    private static final int SUM = 2;

    /** Makes a lock of the kind under test. */
    abstract Lock make();

    final Lock newLock() {
        return own(make());
    }

    /** Has another thread hold a lock until the test is over with it. */
    static final class Holder implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Aside<Void> holder;

        Holder(Lock lock) throws Exception {
            AtomicBoolean held = new AtomicBoolean();
            holder = Aside.run(() -> {
                lock.lock();
                held.set(true);
                Await.until("the test lets go", over::get);
                lock.unlock();
            });
            Await.until("held by another thread", held::get);
        }

        @Override
        public void close() {
            over.set(true);
            try {
                holder.result();
            } catch (Exception e) {
                throw new AssertionError("the other thread failed", e);
            }
        }
    }

    // ---- one thread

    /** CPython test_lock, test_rlock, and locked() of 3.14. */
    @Test
    void lockIsFreeThenHeldThenFree() throws Exception {
        Lock lock = newLock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.ownerPid()).isEmpty();
        lock.lock();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.ownerPid()).hasValue(ProcessHandle.current().pid());
        assertThat(Aside.call(lock::isHeldByCurrentThread).result()).isFalse();
        assertThat(Aside.call(lock::isLocked).result()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.ownerPid()).isEmpty();
    }

    @Test
    void everyWayOfTakingTakesAFreeLock() throws Exception {
        Lock lock = newLock();
        lock.lockInterruptibly();
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        for (long time : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            assertThat(lock.tryLock(time, TimeUnit.SECONDS)).isTrue();
            lock.unlock();
        }
        for (Duration time : List.of(Duration.ofSeconds(-1), Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(lock.tryLock(time)).isTrue();
            lock.unlock();
        }
        lock.recover().close();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void freeLockCannotBeReleased() {
        Lock lock = newLock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        lock.lock();
        lock.unlock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.tryLock()).as("no harm done").isTrue();
        lock.unlock();
    }

    /** CPython test_lock_context. */
    @Test
    void lockIsHeldForTheLengthOfAStatement() throws Exception {
        Lock lock = newLock();
        Held again;
        try (Held held = lock.hold()) {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            again = held;
        }
        assertThat(lock.isLocked()).isFalse();
        try (Held held = lock.holdInterruptibly()) {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            again.close(); // the second time
            assertThat(lock.isLocked()).as("a second close does nothing").isTrue();
            Aside.run(held::close).failure(IllegalMonitorStateException.class);
            assertThat(lock.isLocked()).isTrue();
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void closingAfterTheEndOfTheLockDoesNothing() {
        Lock lock = newLock();
        Held held = lock.hold();
        lock.free();
        assertThatCode(held::close).doesNotThrowAnyException();
    }

    @Test
    void stateIsToldForDiagnosis() throws Exception {
        Lock lock = newLock();
        assertThat(lock).asString().contains("free");
        try (Held _ = lock.hold()) {
            assertThat(lock)
                    .asString()
                    .contains("held", "" + ProcessHandle.current().pid());
        }
        lock.free();
        assertThat(lock).asString().contains("freed");
    }

    // ---- waiting

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoAsksWaitsUntilTheLockIsReleased(boolean virtual) throws Exception {
        Lock lock = newLock();
        List<SyncContract.Wait> ways = List.of(
                lock::lock,
                lock::lockInterruptibly,
                () -> assertThat(lock.tryLock(1, TimeUnit.DAYS)).isTrue(),
                () -> assertThat(lock.tryLock(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isTrue(),
                lock::hold,
                lock::holdInterruptibly,
                lock::recover);
        for (SyncContract.Wait way : ways) {
            lock.lock();
            Aside<Void> waiter = Aside.run(virtual, () -> {
                way.run();
                lock.unlock();
            });
            waiter.waits();
            lock.unlock();
            waiter.result();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void tryingDoesNotWait() throws Exception {
        Lock lock = newLock();
        try (Holder _ = new Holder(lock)) {
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
            assertThat(lock.tryLock(Long.MIN_VALUE, TimeUnit.NANOSECONDS)).isFalse();
            assertThat(lock.tryLock(Duration.ofNanos(-1))).isFalse();
            assertThat(lock.isHeldByCurrentThread()).isFalse();
        }
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitEndsAfterItsTime(boolean virtual) throws Exception {
        Lock lock = newLock();
        try (Holder _ = new Holder(lock)) {
            Aside.run(
                            virtual,
                            () -> takesItsTime(
                                    Delays.SHORT,
                                    () -> assertThat(lock.tryLock(Delays.SHORT.toNanos(), TimeUnit.NANOSECONDS))
                                            .isFalse()))
                    .result();
            Aside.run(
                            virtual,
                            () -> takesItsTime(
                                    Delays.SMALL,
                                    () -> assertThat(lock.tryLock(Delays.SMALL)).isFalse()))
                    .result();
        }
        assertThat(lock.tryLock(Duration.ZERO))
                .as("who has given up is no hindrance")
                .isTrue();
        lock.unlock();
    }

    @Test
    void interruptEndsAWait() throws Exception {
        Lock lock = newLock();
        lock.lock();
        interruptEnds(lock::lockInterruptibly);
        interruptEnds(() -> lock.tryLock(1, TimeUnit.DAYS));
        interruptEnds(lock::holdInterruptibly);
        interruptEnds(lock::recover);
        lock.unlock();
        Aside.run(() -> {
                    lock.lock();
                    lock.unlock();
                })
                .result();
    }

    @Test
    void whoIsInterruptedAlreadyIsRefused() throws Exception {
        Lock lock = newLock();
        interruptedIsRefused(lock::lockInterruptibly);
        interruptedIsRefused(() -> lock.tryLock(1, TimeUnit.DAYS));
        interruptedIsRefused(() -> lock.tryLock(Duration.ZERO));
        interruptedIsRefused(lock::holdInterruptibly);
        interruptedIsRefused(lock::recover);
        assertThat(lock.isLocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptDoesNotEndLockAndIsKept(boolean virtual) throws Exception {
        Lock lock = newLock();
        lock.lock();
        Aside<Boolean> waiter = Aside.call(virtual, () -> {
            lock.lock();
            boolean interrupted = Thread.currentThread().isInterrupted();
            lock.unlock();
            try (Held _ = lock.hold()) {
                return interrupted && lock.tryLock() == reentrant() && Thread.interrupted();
            }
        });
        waiter.waits();
        waiter.thread().interrupt();
        waiter.waits();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
    }

    /** Whether who holds it may take it again. */
    abstract boolean reentrant();

    /** A wait that ends early hands on what it was woken for. */
    @Test
    void interruptsAndTimesLoseNoHandOver() throws Exception {
        Lock lock = newLock();
        AtomicBoolean over = new AtomicBoolean();
        List<Aside<Void>> impatient = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int mine = i;
            impatient.add(Aside.run(mine % 2 == 0, () -> {
                while (!over.get()) {
                    try {
                        if (lock.tryLock(20 + 10L * mine, TimeUnit.MICROSECONDS)) {
                            lock.unlock();
                        }
                    } catch (InterruptedException e) {
                        // as planned
                    }
                }
            }));
        }
        Aside<Void> patient = Aside.run(() -> {
            for (int i = 0; i < 300; i++) {
                lock.lock();
                Delays.pass(Duration.ofNanos(50_000));
                lock.unlock();
            }
        });
        while (!patient.isDone()) {
            Delays.pass(Duration.ofMillis(1));
            impatient.forEach(aside -> aside.thread().interrupt());
        }
        patient.result();
        over.set(true);
        for (Aside<Void> aside : impatient) {
            aside.result();
        }
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    /** A thread that ends while it holds the lock is no death. */
    @Test
    void lockOfAThreadThatHasEndedStaysHeld() throws Exception {
        Lock lock = newLock();
        Aside.run(lock::lock).result();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.tryLock(Delays.SMALL)).isFalse();
    }

    // ---- several processes

    @Test
    void childSeesWhatItsParentHolds() throws Exception {
        Lock lock = newLock();
        long pid = ProcessHandle.current().pid();
        lock.lock();
        inChild(() -> {
            check(lock.isLocked() && !lock.isHeldByCurrentThread(), "held by another: " + lock);
            check(lock.ownerPid().getAsLong() == pid, "held by the parent: " + lock);
            check(!lock.tryLock() && !lock.tryLock(Delays.SHORT), "cannot be taken");
        });
        lock.unlock();
        inChild(() -> {
            check(!lock.isLocked() && lock.tryLock(), "free");
            lock.unlock();
        });
    }

    static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    @Test
    void parentWaitsForItsChild() throws Exception {
        Lock lock = newLock();
        Counters counters = counters(3);
        Process child = start(() -> {
            lock.lock();
            counters.set(READY, 1);
            counters.await("the parent", GO, 1);
            counters.set(SUM, 77);
            lock.unlock();
        });
        counters.await("the child holds the lock", READY, 1);
        if (has(Trait.JVM)) {
            assertThat(lock.ownerPid()).hasValue(child.pid());
        }
        assertThat(lock.tryLock()).isFalse();
        Aside<Long> waiter = Aside.call(() -> {
            lock.lock();
            try {
                return counters.plain(SUM);
            } finally {
                lock.unlock();
            }
        });
        waiter.waits();
        counters.set(GO, 1);
        assertThat(waiter.result()).isEqualTo(77);
        ended(child);
    }

    /** Threads of both kinds and processes at once; the increments are made of two steps each. */
    @Test
    void oneAtATimeHoldsTheLock() throws Exception {
        Lock lock = newLock();
        Counters counters = counters(3);
        int each = times(5_000);
        List<Process> children =
                List.of(start(() -> count(lock, counters, each)), start(() -> count(lock, counters, each)));
        counters.await("both processes", READY, 2);
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Aside.run(i % 2 == 0, () -> count(lock, counters, each)));
        }
        counters.await("all threads", READY, 6);
        counters.set(GO, 1);
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        for (Process child : children) {
            ended(child);
        }
        assertThat(counters.get(SUM)).isEqualTo(6L * each);
        assertThat(lock.isLocked()).isFalse();
    }

    private static void count(Lock lock, Counters counters, int times) throws Exception {
        counters.add(READY, 1);
        counters.await("all", GO, 1);
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                counters.increment(SUM);
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void aThousandVirtualThreadsTakeTurns() throws Exception {
        Lock lock = newLock();
        Counters counters = counters(3);
        lock.lock();
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            threads.add(Aside.run(true, () -> {
                lock.lock();
                counters.increment(SUM);
                lock.unlock();
            }));
        }
        Delays.pass(Delays.SHORT);
        lock.unlock();
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        assertThat(counters.get(SUM)).isEqualTo(1000);
    }

    /** A lock goes wherever a value goes, and is the same one there. */
    @Test
    void lockTravels() throws Exception {
        needs(Trait.COPY);
        Lock lock = newLock();
        try (Pool pool = context().pool(1)) {
            boolean taken = pool.apply(l -> l.tryLock(), lock);
            assertThat(taken).isTrue();
            assertThat(lock.isLocked()).as("taken by a worker").isTrue();
            Lock back = pool.<List<Lock>, Lock>apply(list -> list.get(0), List.of(lock));
            assertThat(back).isEqualTo(lock).hasSameHashCodeAs(lock);
            assertThat(back.isLocked()).isTrue();
            boolean reentrant = reentrant();
            Lock made = own(pool.apply(() -> reentrant ? Multiprocessing.rlock() : Multiprocessing.lock()));
            made.lock();
            boolean takenToo = pool.apply(l -> l.tryLock(), made);
            assertThat(takenToo).isFalse();
            made.unlock();
        }
    }

    // ---- the end

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thoseThatWaitLearnThatTheLockWasFreed(boolean virtual) throws Exception {
        Lock lock = newLock();
        Counters counters = counters(3);
        lock.lock();
        List<Aside<Void>> waiters = List.of(
                Aside.run(virtual, lock::lock),
                Aside.run(virtual, lock::lockInterruptibly),
                Aside.run(virtual, () -> lock.tryLock(1, TimeUnit.DAYS)),
                Aside.run(virtual, lock::recover));
        Process child = start(() -> {
            counters.set(READY, 1);
            try {
                lock.lock();
                throw new AssertionError("taken");
            } catch (ObjectClosedException e) {
                // as it must be
            }
        });
        counters.await("the child", READY, 1);
        for (Aside<Void> waiter : waiters) {
            waiter.waits();
        }
        lock.free();
        for (Aside<Void> waiter : waiters) {
            waiter.failure(ObjectClosedException.class);
        }
        ended(child);
    }

    @Test
    void freedLockSaysSo() throws Exception {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        lock.free();
        lock.free(); // again does nothing
        List<SyncContract.Wait> uses = List.of(
                lock::lock,
                lock::lockInterruptibly,
                lock::tryLock,
                () -> lock.tryLock(Duration.ZERO),
                lock::unlock,
                lock::hold,
                lock::recover,
                lock::isLocked,
                lock::ownerPid,
                lock::isHeldByCurrentThread,
                lock::newCondition,
                condition::signal,
                condition::await);
        for (SyncContract.Wait use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
        }
    }

    @Test
    void freedLockCannotBeSent() throws Exception {
        needs(Trait.COPY, Trait.SHARED_MEMORY);
        Lock lock = newLock();
        lock.free();
        assertThatThrownBy(() -> context().process(() -> lock.lock()).start())
                .hasStackTraceContaining(ObjectClosedException.class.getName());
    }
}
