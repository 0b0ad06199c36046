package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.RLock;

/** A reentrant lock: released by its holder only, as often as taken. */
public abstract class RLockContract extends AnyLockContract {
    @Override
    RLock make() {
        return context().rlock();
    }

    @Override
    boolean reentrant() {
        return true;
    }

    private RLock newRLock() {
        return own(make());
    }

    /** CPython test_rlock: three deep, and released too often. */
    @Test
    void holderTakesItAgainAndReleasesItAsOften() throws Exception {
        RLock lock = newRLock();
        assertThat(lock.getHoldCount()).isZero();
        lock.lock();
        lock.lock();
        lock.lock();
        assertThat(lock.getHoldCount()).isEqualTo(3);
        for (int left = 2; left >= 0; left--) {
            assertThat(Aside.call(() -> lock.tryLock()).result()).isFalse();
            lock.unlock();
            assertThat(lock.getHoldCount()).isEqualTo(left);
        }
        assertThat(lock.isLocked()).isFalse();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void everyWayOfTakingTakesItAgain() throws Exception {
        RLock lock = newRLock();
        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.tryLock(Duration.ofSeconds(-1))).isTrue();
        try (Held _ = lock.hold();
                Held _ = lock.holdInterruptibly();
                Held _ = lock.recover()) {
            assertThat(lock.getHoldCount()).isEqualTo(8);
        }
        assertThat(lock.getHoldCount()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            lock.unlock();
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void onlyTheHoldingThreadReleases() throws Exception {
        RLock lock = newRLock();
        lock.lock();
        Aside.run(lock::unlock).failure(IllegalMonitorStateException.class);
        Aside.run(true, lock::unlock).failure(IllegalMonitorStateException.class);
        assertThat(Aside.call(lock::getHoldCount).result()).isZero();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    void onlyTheHoldingProcessReleases() throws Exception {
        RLock lock = newRLock();
        Counters counters = counters(2);
        lock.lock();
        inChild(() -> refused(lock));
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        Process child = start(() -> {
            lock.lock();
            lock.lock();
            counters.set(0, 1);
            counters.await("the parent", 1, 1);
            check(lock.getHoldCount() == 2, "held twice still");
            lock.unlock();
            lock.unlock();
        });
        counters.await("the child", 0, 1);
        refused(lock);
        counters.set(1, 1);
        ended(child);
        assertThat(lock.isLocked()).isFalse();
    }

    /** The threads of all JVMs have the same numbers: the child's main thread has that of this JVM's. */
    private static void refused(RLock lock) {
        check(lock.getHoldCount() == 0, "not held here");
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) {
            return;
        }
        throw new AssertionError("released by another process");
    }
}
