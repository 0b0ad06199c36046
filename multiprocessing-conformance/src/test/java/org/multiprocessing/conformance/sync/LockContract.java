package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Lock;

/** A lock: not reentrant, and released by whomever. */
public abstract class LockContract extends AnyLockContract {
    @Override
    Lock make() {
        return context().lock();
    }

    @Override
    boolean reentrant() {
        return false;
    }

    /** It would wait for itself for ever. */
    @Test
    void holderThatTakesItAgainIsRefused() throws Exception {
        Lock lock = newLock();
        lock.lock();
        List<Wait> ways = List.of(
                lock::lock,
                lock::lockInterruptibly,
                () -> lock.tryLock(1, TimeUnit.DAYS),
                () -> lock.tryLock(Duration.ZERO),
                lock::hold,
                lock::holdInterruptibly,
                lock::recover);
        for (Wait way : ways) {
            assertThatThrownBy(way::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rlock()");
            assertThat(lock.isHeldByCurrentThread()).isTrue();
        }
        assertThat(lock.tryLock()).isFalse();
        lock.unlock();
    }

    @Test
    void anotherThreadMayRelease() throws Exception {
        Lock lock = newLock();
        for (boolean virtual : List.of(false, true)) {
            lock.lock();
            Aside<Void> waiter = Aside.run(virtual, lock::lock).waits();
            Aside.run(virtual, lock::unlock).result();
            waiter.result();
            assertThat(lock.isHeldByCurrentThread()).isFalse();
            lock.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    /** As in CPython. Either releases what the other has taken, and can take it again itself. */
    @Test
    void anotherProcessMayRelease() throws Exception {
        Lock lock = newLock();
        lock.lock();
        inChild(() -> {
            lock.unlock();
            lock.lock();
            lock.unlock();
        });
        lock.lock();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }

    /**
     * One process takes, the other one releases: nobody is told that it holds the lock itself, nor is let in twice. Catches that the
     * thread that took it last counts as the holder although another one of its process has just taken it.
     */
    @Test
    void handsOverFromProcessToProcess() throws Exception {
        Lock lock = newLock();
        Counters counters = counters(3);
        int each = 500;
        int takers = 3;
        Process releaser = start(() -> {
            for (long i = 0; i < (long) takers * each; i++) {
                while (counters.get(0) <= i) {
                    Thread.yield();
                }
                lock.unlock();
                counters.set(1, i + 1);
            }
        });
        List<Aside<Void>> threads = new ArrayList<>();
        for (int i = 0; i < takers; i++) {
            threads.add(Aside.run(() -> {
                for (int turn = 0; turn < each; turn++) {
                    lock.lock();
                    long ticket = counters.add(0, 1) + 1;
                    while (counters.get(1) < ticket) {
                        Thread.yield();
                    }
                }
            }));
        }
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        ended(releaser);
        assertThat(counters.get(0)).isEqualTo((long) takers * each);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whatIsReleasedByAnotherProcessHasNoOwner() throws Exception {
        needs(Trait.JVM);
        Lock lock = newLock();
        lock.lock();
        inChild(lock::unlock);
        assertThat(lock.ownerPid()).isEmpty();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }
}
