package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;
import org.multiprocessing.sync.PartyDiedException;

/**
 * Processes die while they hold and wait for primitives: those that are left learn of it and go on. Defects 2 and 4: in CPython they
 * wait for ever.
 */
@Tag("core")
@Bound(seconds = 120)
public abstract class SyncDeathContract extends SyncContract {
    private static final long SMALL_HEAP = 24L << 20;

    private Estate estate;
    private Process owner;

    @BeforeEach
    void make() {
        estate = Estate.make(context());
    }

    @AfterEach
    void free() throws Exception {
        if (owner != null && owner.isAlive()) {
            Unix.signal("KILL", owner.pid());
            owner.join(Delays.LONG);
        }
        estate.free();
    }

    private void startOwner(Way way) throws Exception {
        Estate all = estate;
        owner = context()
                .process(
                        () -> all.ownUntil(way),
                        o -> o.withError(new Output.Discard())
                                .withMaxHeapBytes(SMALL_HEAP)
                                .withName("owner"))
                .start();
        Await.until("the owner holds everything", () -> all.counters().get(Estate.READY) > 0 || !owner.isAlive());
        assertThat(owner.isAlive()).as("%s", owner.exitReport()).isTrue();
    }

    private void endOwner() throws Exception {
        estate.counters().set(Estate.GO, 1);
        assertThat(owner.join(Delays.LONG)).isTrue();
    }

    /** Those in this process that wait for what the owner holds. */
    private final class Heirs {
        final List<Aside<Void>> lock = List.of(
                Aside.run(estate.lock()::lock),
                Aside.run(true, estate.lock()::lockInterruptibly),
                Aside.run(() -> estate.lock().tryLock(1, TimeUnit.DAYS)),
                Aside.run(true, estate.lock()::hold),
                Aside.run(estate.rlock()::lock),
                Aside.run(true, () -> estate.rlock().tryLock(Duration.ofDays(1))));
        final List<Aside<Void>> permits = List.of(
                Aside.run(() -> estate.semaphore().acquire(Estate.PERMITS)),
                Aside.run(true, () -> estate.bounded().acquire()));
        final List<Aside<Void>> barrier =
                List.of(Aside.run(() -> estate.barrier().await()));

        void wait3() {
            lock.forEach(Aside::waits);
            permits.forEach(Aside::waits);
            barrier.forEach(Aside::waits);
        }

        /** Returns when the last one had learned of the death. */
        long learn(Process dead) throws Exception {
            List<Aside<Void>> all = new ArrayList<>(permits);
            for (Aside<Void> aside : lock) {
                OwnerDiedException e = aside.failure(OwnerDiedException.class);
                assertThat(e.pid()).isEqualTo(dead.pid());
                assertThat(e.processName()).isEqualTo(dead.name());
                assertThat(e).hasMessageContaining(dead.name()).hasMessageContaining("recover()");
                all.add(aside);
            }
            for (Aside<Void> aside : permits) {
                aside.result();
            }
            for (Aside<Void> aside : barrier) {
                PartyDiedException e = aside.failure(PartyDiedException.class);
                assertThat(e.pid()).isEqualTo(dead.pid());
                assertThat(e).hasMessageContaining(dead.name()).hasMessageContaining("reset()");
                all.add(aside);
            }
            return all.stream().mapToLong(Aside::endedAt).max().orElseThrow();
        }
    }

    // ---- those that hold

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"EXCEPTION", "ERROR", "EXIT", "HALT", "SIGKILL", "SEGV", "HEAP"})
    void defect02_whoeverWaitsLearnsOfADeathAndGoesOn(Way way) throws Exception {
        estate.taken().lock();
        startOwner(way);
        Heirs heirs = new Heirs();
        heirs.wait3();
        Aside<Void> behind = Aside.run(() -> {
            try (Held _ = estate.condition().hold()) {
                estate.condition().await();
            }
        });
        behind.waits();
        endOwner();
        heirs.learn(owner);
        abandonedLocksAreRefusedUntilRecovered(estate.lock());
        abandonedLocksAreRefusedUntilRecovered(estate.rlock());
        barrierIsBrokenUntilReset();
        deadWaitersTakeNothing(behind);
    }

    private void abandonedLocksAreRefusedUntilRecovered(Lock lock) throws Exception {
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.ownerPid()).hasValue(owner.pid());
        assertThat(lock).asString().contains("abandoned", "" + owner.pid());
        List<Wait> ways = List.of(
                lock::lock, lock::lockInterruptibly, lock::tryLock, () -> lock.tryLock(Duration.ofDays(1)), lock::hold);
        for (Wait way : ways) {
            assertThatThrownBy(way::run).isInstanceOf(OwnerDiedException.class);
        }
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        try (Held _ = lock.recover()) {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            assertThat(lock.ownerPid()).hasValue(ProcessHandle.current().pid());
            assertThat(Aside.call(() -> lock.tryLock()).result()).isFalse();
        }
        assertThat(lock.isLocked()).isFalse();
        Aside.run(() -> {
                    lock.lock();
                    lock.unlock();
                })
                .result();
    }

    private void barrierIsBrokenUntilReset() throws Exception {
        assertThat(estate.barrier().isBroken()).isTrue();
        assertThatThrownBy(estate.barrier()::await).isInstanceOf(PartyDiedException.class);
        estate.barrier().reset();
        List<Aside<Integer>> parties = new ArrayList<>();
        for (int i = 0; i < Estate.PARTIES; i++) {
            parties.add(Aside.call(() -> estate.barrier().await()));
        }
        for (Aside<Integer> party : parties) {
            assertThat(party.result()).isBetween(0, Estate.PARTIES - 1);
        }
    }

    private void deadWaitersTakeNothing(Aside<Void> behind) throws Exception {
        Aside<Void> next = Aside.run(estate.taken()::lock);
        estate.taken().unlock();
        next.result();
        Aside<Void> acquirer = Aside.run(estate.empty()::acquire);
        estate.empty().release();
        acquirer.result();
        try (Held _ = estate.condition().hold()) {
            estate.condition().signal(); // the dead one is the first
        }
        behind.result();
        estate.event().set();
        estate.event().await();
    }

    /** A stopped process is alive. */
    @Test
    void stoppedOwnerIsWaitedFor() throws Exception {
        Estate all = estate;
        owner = context().process(() -> all.ownAndRelease()).start();
        all.counters().await("the owner holds", Estate.READY, 1);
        Aside<Void> waiter = Aside.run(estate.lock()::lock);
        Unix.stop(owner.pid());
        try {
            assertThat(estate.lock().tryLock(Delays.SMALL)).isFalse();
            assertThat(estate.semaphore().availablePermits()).isEqualTo(1);
            assertThat(estate.bounded().tryAcquire(Delays.SHORT)).isFalse();
            assertThat(estate.barrier().isBroken()).isFalse();
            assertThat(waiter.isDone()).isFalse();
        } finally {
            Unix.signal("CONT", owner.pid());
        }
        all.counters().set(Estate.GO, 1);
        waiter.result();
        ended(owner);
        assertThat(estate.semaphore().availablePermits()).isEqualTo(Estate.PERMITS);
        assertThat(estate.barrier().isBroken())
                .as("an orderly end breaks nothing")
                .isFalse();
    }

    /** Ends while another of its threads holds the lock, which outlives the beginning of the end: a shutdown hook takes its time. */
    static void endSlowly(Lock lock, Counters steps) throws InterruptedException {
        Thread holder = Thread.ofPlatform().daemon().start(() -> {
            lock.lock();
            steps.set(0, 1);
            Delays.pass(Delays.SMALL.multipliedBy(2));
            steps.set(0, 2);
            lock.unlock();
            steps.set(0, 3);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                holder.join(Delays.LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        while (steps.get(0) == 0) {
            Thread.onSpinWait();
        }
        System.exit(3);
    }

    /** Would catch that a process counts as dead as soon as its end has begun: two would be inside. */
    @Test
    void processThatEndsIsAliveUntilItIsGone() throws Exception {
        Lock lock = estate.lock();
        Counters steps = counters(1);
        owner = context().process(() -> endSlowly(lock, steps)).start();
        steps.await("it holds the lock", 0, 1);
        lock.lock(); // longer than until those that wait look for the dead
        assertThat(steps.get(0)).isGreaterThanOrEqualTo(2);
        lock.unlock();
        assertThat(owner.join(Delays.LONG)).isTrue();
        assertThat(owner.exitCode()).hasValue(3);
    }

    @Test
    void newsOfADeathIsQuick() throws Exception {
        Duration best = Delays.LONG;
        for (int i = 0; i < 3 && best.compareTo(NEWS_OF_DEATH) > 0; i++) {
            estate.taken().lock();
            startOwner(Way.SIGKILL);
            Heirs heirs = new Heirs();
            heirs.wait3();
            endOwner();
            long since = System.nanoTime();
            Duration took = Duration.ofNanos(heirs.learn(owner) - since);
            best = took.compareTo(best) < 0 ? took : best;
            estate.free();
            estate = Estate.make(context());
        }
        assertThat(best).isLessThanOrEqualTo(NEWS_OF_DEATH);
    }

    /** Not only those in the parent learn of it; and any of them may recover the lock. */
    @Test
    void siblingsLearnOfADeathAndRecover() throws Exception {
        Estate all = estate;
        Counters seen = counters(2);
        startOwner(Way.SIGKILL);
        Process sibling = start(() -> {
            seen.set(0, 1);
            try {
                all.lock().lock();
                throw new AssertionError("taken");
            } catch (OwnerDiedException e) {
                seen.set(1, e.pid());
            }
            try (Held _ = all.lock().recover()) {
                all.counters().set(Estate.READY, 0);
            }
        });
        seen.await("the sibling", 0, 1);
        Delays.pass(Delays.SHORT);
        endOwner();
        ended(sibling);
        assertThat(seen.get(1)).isEqualTo(owner.pid());
        assertThat(estate.lock().tryLock()).isTrue();
        assertThat(estate.counters().plain(Estate.READY)).isZero();
        estate.lock().unlock();
    }

    /** What guards several recoverers: the first recovers, the others take turns as usual. */
    @Test
    void manyRecoverOneByOne() throws Exception {
        startOwner(Way.HALT);
        endOwner();
        List<Aside<Void>> recoverers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            recoverers.add(Aside.run(i % 2 == 0, () -> {
                try (Held _ = estate.lock().recover()) {
                    estate.counters().increment(Estate.WAITING);
                }
            }));
        }
        for (Aside<Void> recoverer : recoverers) {
            recoverer.result();
        }
        assertThat(estate.counters().get(Estate.WAITING)).isEqualTo(6 + 8);
        assertThat(estate.lock().isLocked()).isFalse();
    }

    /** Only what was taken by hold() has an owner. */
    @Test
    void permitsOfTheDeadComeBackUnlessPlainlyAcquired() throws Exception {
        Estate all = estate;
        owner = context()
                .process(() -> {
                    all.semaphore().acquire();
                    Thread.ofVirtual().start(() -> all.semaphore().hold()).join();
                    all.bounded().hold();
                    Way.HALT.take();
                })
                .start();
        assertThat(owner.join(Delays.LONG)).isTrue();
        Await.equal(
                "the others are back",
                Estate.PERMITS - 1,
                () -> estate.semaphore().availablePermits());
        assertThat(estate.bounded().availablePermits()).isEqualTo(1);
        estate.semaphore().release();
        assertThatThrownBy(estate.bounded()::release).isInstanceOf(IllegalStateException.class);
    }

    /** A grandchild that holds, and whose parent is not there to notice its end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deathOfAnOrphanIsNoticed(boolean killedItself) throws Exception {
        Estate all = estate;
        StartMethod method = method();
        Counters pids = counters(2);
        owner = context()
                .process(() -> {
                    Process grandchild = Multiprocessing.context(method)
                            .process(all::ownUntil, Way.SPIN)
                            .start();
                    pids.set(0, grandchild.pid());
                    grandchild.join();
                })
                .start();
        all.counters().await("the grandchild holds", Estate.READY, 1);
        List<Aside<Void>> waiters = List.of(
                Aside.run(estate.lock()::lock).waits(),
                Aside.run(true, estate.rlock()::lock).waits());
        Aside<Void> acquirer =
                Aside.run(() -> estate.semaphore().acquire(Estate.PERMITS)).waits();
        Aside<Integer> party = Aside.call(estate.barrier()::await).waits();
        if (killedItself) {
            Unix.signal("KILL", pids.get(0));
        }
        Unix.signal("KILL", owner.pid());
        for (Aside<Void> waiter : waiters) {
            waiter.failure(OwnerDiedException.class);
        }
        acquirer.result();
        party.failure(BrokenBarrierException.class);
    }

    // ---- those that wait

    /** A waiter is woken while it is stopped, and dies before it has acted on it. */
    @Test
    void defect04_signalOfADyingWaiterIsPassedOn() throws Exception {
        needs(Trait.NOTICE);
        Estate all = estate;
        owner = context()
                .process(() -> {
                    try (Held _ = all.condition().hold()) {
                        all.counters().set(Estate.READY, 1);
                        all.condition().await();
                    }
                })
                .start();
        all.counters().await("the child waits", Estate.READY, 1);
        try (Held _ = estate.condition().hold()) {
            all.counters().set(Estate.READY, 2); // it waits now that this thread has the lock
        }
        Aside<Void> second = Aside.run(() -> {
                    try (Held _ = estate.condition().hold()) {
                        estate.condition().await();
                    }
                })
                .waits();
        Unix.stop(owner.pid());
        try (Held _ = estate.condition().hold()) {
            estate.condition().signal();
        }
        second.waits();
        Unix.signal("KILL", owner.pid());
        second.result();
    }

    /** Nobody walks the list any more in which it is. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deadWaiterLeavesNothingInAConditionThatIsFreed(boolean guardIsHeld) throws Exception {
        needs(Trait.KILL, Trait.SHARED_MEMORY);
        int before = waiters();
        Lock guard = context().lock();
        Condition condition = guard.newCondition();
        Counters counters = estate.counters();
        owner = context()
                .process(() -> {
                    guard.lock();
                    counters.set(Estate.READY, 1);
                    condition.await();
                })
                .start();
        counters.await("the child waits", Estate.READY, 1);
        guard.lock(); // it waits now that this thread has the lock
        if (!guardIsHeld) {
            guard.unlock();
        }
        Unix.signal("KILL", owner.pid());
        assertThat(owner.join(Delays.LONG)).isTrue();
        condition.free();
        guard.free();
        Await.equal("cells of those that wait", before, SyncDeathContract::waiters);
    }

    private static int waiters() throws IOException {
        return SlabCells.ofAllKinds().getOrDefault(SlabLayout.KIND_WAITER, 0);
    }

    @Test
    void lockGivenToADyingWaiterIsPassedOn() throws Exception {
        needs(Trait.NOTICE);
        handOverToTheDying(estate.taken()::lock, estate.taken()::lock, estate.taken()::unlock);
    }

    @Test
    void permitGivenToADyingWaiterIsPassedOn() throws Exception {
        needs(Trait.NOTICE);
        handOverToTheDying(() -> {}, estate.empty()::acquire, estate.empty()::release);
    }

    private void handOverToTheDying(Wait before, Wait wait, Wait handOver) throws Exception {
        before.run();
        startOwner(Way.SPIN);
        Aside<Void> second = Aside.run(wait::run).waits();
        Aside<Void> third = Aside.run(true, wait::run).waits();
        Unix.stop(owner.pid());
        handOver.run(); // the first is woken
        Unix.signal("KILL", owner.pid());
        owner.join();
        Await.until("one of the others has got it", () -> second.isDone() || third.isDone());
        handOver.run();
        second.result();
        third.result();
    }

    /** As long as the one that was woken is stopped, the others are not kept out. */
    @Test
    void stoppedWaiterKeepsNobodyOut() throws Exception {
        needs(Trait.NOTICE);
        estate.taken().lock();
        startOwner(Way.SPIN);
        Aside<Void> second = Aside.run(estate.taken()::lock).waits();
        Unix.stop(owner.pid());
        estate.taken().unlock();
        second.result();
        estate.taken().unlock();
        for (int i = 0; i < 5_000; i++) {
            assertThat(estate.taken().tryLock(Delays.LONG)).isTrue();
            estate.taken().unlock();
        }
    }

    // ---- conditions

    /** The lock was given up, another one has taken it and died: it is not held afterwards, and unlock() in finally does nothing. */
    @Test
    void ownerDiesWhileOthersAwait() throws Exception {
        Estate all = estate;
        List<Aside<Void>> waiters = List.of(
                awaiting(() -> estate.condition().await()),
                awaiting(() -> estate.condition().await(1, TimeUnit.DAYS)),
                awaiting(() -> estate.condition().awaitUninterruptibly()),
                awaiting(() -> estate.condition().waitFor(() -> false)));
        waiters.forEach(Aside::waits);
        owner = context()
                .process(() -> {
                    all.condition().hold();
                    Way.HALT.take();
                })
                .start();
        owner.join();
        for (Aside<Void> waiter : waiters) {
            waiter.result();
        }
        estate.condition().guard().recover().close();
        try (Held _ = estate.condition().hold()) {
            estate.condition().signalAll();
            assertThat(estate.condition().await(Delays.SHORT)).isFalse();
        }
    }

    /** Loses the lock of the estate while it waits for a condition, and goes on as it likes. */
    private Aside<Void> losing(Aside.Work afterwards) throws Exception {
        Condition condition = estate.lock().newCondition();
        CountDownLatch lost = new CountDownLatch(1);
        Aside<Void> loser = Aside.run(() -> {
            estate.lock().lock();
            assertThatThrownBy(condition::await).isInstanceOf(OwnerDiedException.class);
            lost.countDown();
            afterwards.run();
        });
        loser.waits();
        startOwner(Way.HALT);
        endOwner();
        assertThat(lost.await(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        condition.free();
        return loser;
    }

    /** Found by chaos: anybody may release a plain lock, and so it did. */
    @Test
    void whoeverHasLostALockLeavesItToTheOneThatRecoversIt() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        Aside<Void> loser = losing(() -> {
            assertThat(recovered.await(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            estate.lock().unlock();
        });
        try (Held _ = estate.lock().recover()) {
            recovered.countDown();
            loser.result();
            assertThat(estate.lock().isHeldByCurrentThread()).isTrue();
        }
    }

    @Test
    void whoeverRecoversWhatItHasLostReleasesItOnceMore() throws Exception {
        losing(() -> {
                    estate.lock().recover().close();
                    assertThat(estate.lock().isLocked()).isFalse();
                    estate.lock().unlock();
                    assertThatThrownBy(estate.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class);
                })
                .result();
    }

    @Test
    void whoeverRecoversAndKeepsWhatItHasLostReleasesItOnce() throws Exception {
        losing(() -> {
                    estate.lock().recover();
                    estate.lock().unlock();
                    assertThatThrownBy(estate.lock()::unlock).isInstanceOf(IllegalMonitorStateException.class);
                })
                .result();
    }

    private Aside<Void> awaiting(Wait wait) {
        Lock guard = estate.condition().guard();
        return Aside.run(() -> {
            guard.lock();
            guard.lock();
            try {
                wait.run();
                throw new AssertionError("signalled");
            } catch (OwnerDiedException e) {
                assertThat(guard.isHeldByCurrentThread()).isFalse();
                assertThat(e.processName()).isEqualTo(owner.name());
            } finally {
                guard.unlock();
                guard.unlock();
            }
            assertThatThrownBy(guard::unlock).isInstanceOf(IllegalMonitorStateException.class);
        });
    }

    // ---- barriers

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"EXCEPTION", "EXIT", "SIGKILL"})
    void defect04_partyThatDiesBeforeItComesBreaksTheBarrier(Way way) throws Exception {
        needs(Trait.NOTICE);
        Estate all = estate;
        owner = context()
                .process(
                        () -> {
                            all.counters().set(Estate.READY, all.barrier().getParties());
                            all.counters().await("the parent", Estate.GO, 1);
                            way.take();
                        },
                        o -> o.withError(new Output.Discard()))
                .start();
        all.counters().await("the child", Estate.READY, 1);
        Aside<Integer> waiter = Aside.call(estate.barrier()::await).waits();
        endOwner();
        assertThat(waiter.failure(PartyDiedException.class).pid()).isEqualTo(owner.pid());
    }

    @Test
    void partyThatReturnsBeforeItComesBreaksNothing() throws Exception {
        Estate all = estate;
        inChild(() -> all.barrier().getParties());
        Aside<Integer> waiter = Aside.call(estate.barrier()::await).waits();
        assertThat(estate.barrier().isBroken()).isFalse();
        estate.barrier().abort();
        waiter.failure(BrokenBarrierException.class);
    }

    // ---- what the dead have made

    /** What was sent outlives its creator, also if it holds it. */
    @Test
    void whatWasSentOutlivesItsCreator() throws Exception {
        Lock made;
        try (var pool = context().pool(1)) {
            made = own(pool.apply(() -> Multiprocessing.lock()));
            Process worker = pool.workers().get(0);
            Unix.signal("KILL", worker.pid());
            worker.join();
        }
        made.lock();
        made.unlock();
        inChild(() -> {
            made.lock();
            made.unlock();
        });
    }
}
