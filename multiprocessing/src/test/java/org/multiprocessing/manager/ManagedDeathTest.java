package org.multiprocessing.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;
import org.multiprocessing.sync.PartyDiedException;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/** What becomes of a dead client's part in a hosted primitive; what is not about deaths is in the suites of the primitives. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // locks and conditions are tried out as such
class ManagedDeathTest {
    private static final long DEAD = 2;
    private static final long SECONDS = 30;

    private final LocalHost host = new LocalHost();
    private final ManagedObjects objects = host;

    /** Something that another thread does as another client. */
    private record Doing<T>(FutureTask<T> task, Thread thread) {
        T result() throws Exception {
            return task.get(SECONDS, TimeUnit.SECONDS);
        }

        void fails(Class<? extends Throwable> type) {
            assertThatThrownBy(this::result)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(type);
        }

        /** Returns when it waits. */
        Doing<T> waits() {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(task.isDone()).as("waits").isFalse();
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
            return this;
        }
    }

    private <T> Doing<T> as(long client, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            host.callAs(client);
            return work.call();
        });
        return new Doing<>(task, Thread.ofPlatform().daemon().start(task));
    }

    private interface Step {
        void run() throws Exception;
    }

    private Doing<Void> run(long client, Step step) {
        return as(client, () -> {
            step.run();
            return null;
        });
    }

    private void die() {
        host.die(DEAD, 4711, "the dead");
    }

    @Test
    void lockOfTheDeadIsAbandonedUntilItIsRecovered() throws Exception {
        for (Lock lock : new Lock[] {objects.lock(), objects.rlock()}) {
            run(DEAD, lock::lock).result();
            Doing<Void> waiter = run(1, lock::lock).waits();
            die();
            waiter.fails(OwnerDiedException.class);
            assertThatThrownBy(lock::tryLock).isInstanceOfSatisfying(OwnerDiedException.class, e -> {
                assertThat(e.pid()).isEqualTo(4711);
                assertThat(e.processName()).isEqualTo("the dead");
            });
            assertThatThrownBy(lock::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("recover()");
            assertThat(lock).asString().contains("abandoned");
            try (Held _ = lock.recover()) {
                assertThat(lock.isHeldByCurrentThread()).isTrue();
            }
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
        }
    }

    @Test
    void whoWaitsToRecoverTakesItFromTheDead() throws Exception {
        Lock lock = objects.lock();
        run(DEAD, lock::lock).result();
        Doing<Held> first = as(1, lock::recover).waits();
        Doing<Held> second = as(1, lock::recover).waits();
        die();
        first.result();
        second.waits();
        lock.unlock();
        second.result();
    }

    @Test
    void deadWaiterTakesNothing() throws Exception {
        Lock lock = objects.lock();
        lock.lock();
        Doing<Void> dead = run(DEAD, lock::lock).waits();
        Doing<Void> next = run(1, lock::lock).waits();
        die();
        dead.fails(CancellationException.class);
        lock.unlock();
        next.result();
    }

    @Test
    void guardOfTheDeadIsFree() throws Exception {
        IntValue value = objects.intValue(1);
        run(DEAD, () -> value.guard().lock()).result();
        Doing<Boolean> waiter = as(1, () -> value.guard().tryLock(SECONDS, TimeUnit.SECONDS));
        die();
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void permitsThatTheDeadHeldComeBackAndOthersDoNot() throws Exception {
        Semaphore semaphore = objects.semaphore(3);
        BoundedSemaphore bounded = objects.boundedSemaphore(1);
        run(DEAD, () -> {
                    semaphore.acquire();
                    semaphore.hold();
                    semaphore.hold().close();
                    bounded.hold();
                })
                .result();
        Doing<Void> waiter = run(1, bounded::acquire).waits();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        die();
        waiter.result();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(bounded.availablePermits()).isZero();
    }

    @Test
    void deathOfTheOwnerIsToldToThoseThatAwaitAndTheirUnlockDoesNothing() throws Exception {
        Condition condition = objects.condition();
        Lock guard = condition.guard();
        Doing<Void> waiter = run(1, () -> {
                    guard.lock();
                    guard.lock();
                    try {
                        condition.await();
                    } catch (OwnerDiedException e) {
                        assertThat(guard.isHeldByCurrentThread()).isFalse();
                        guard.unlock();
                        guard.unlock();
                        assertThatThrownBy(guard::unlock).isInstanceOf(IllegalMonitorStateException.class);
                        throw e;
                    }
                })
                .waits();
        run(DEAD, guard::lock).result();
        die();
        waiter.fails(OwnerDiedException.class);
        guard.recover().close();
    }

    /** It waits to take the lock again, and gets the worse of the two news; the other one is kept. */
    @Test
    void deathOfTheOwnerIsToldToWhoWasInterrupted() throws Exception {
        Condition condition = objects.condition();
        Lock guard = condition.guard();
        Doing<Boolean> waiter = as(1, () -> {
                    guard.lock();
                    assertThatThrownBy(condition::await).isInstanceOf(OwnerDiedException.class);
                    guard.unlock();
                    return Thread.interrupted();
                })
                .waits();
        run(DEAD, guard::lock).result();
        waiter.thread().interrupt();
        waiter.waits();
        die();
        assertThat(waiter.result()).isTrue();
    }

    /** Also if it was freed in between, it holds the lock when it is told. */
    @Test
    void whoWasInterruptedTakesTheLockOfAFreedCondition() throws Exception {
        Condition condition = objects.condition();
        Lock guard = condition.guard();
        Doing<Boolean> waiter = as(1, () -> {
                    guard.lock();
                    assertThatThrownBy(condition::await).isInstanceOf(ObjectClosedException.class);
                    return Thread.interrupted() && guard.isHeldByCurrentThread();
                })
                .waits();
        guard.lock();
        waiter.thread().interrupt();
        waiter.waits();
        condition.free();
        guard.unlock();
        assertThat(waiter.result()).isTrue();
    }

    /** Who has lost the lock while it waited does something; then whether the lock is held. */
    private boolean heldAfterLosing(Lock lock, Condition condition, Step afterwards) throws Exception {
        Doing<Void> waiter = run(1, () -> {
                    lock.lock();
                    assertThatThrownBy(condition::await).isInstanceOf(OwnerDiedException.class);
                    afterwards.run();
                })
                .waits();
        run(DEAD, lock::lock).result();
        die();
        waiter.result();
        return lock.isLocked();
    }

    /** And after whatever else was done in between. */
    @Test
    void unlockInFinallyDoesNothingAlsoAfterARecovery() throws Exception {
        Lock lock = objects.lock();
        assertThat(heldAfterLosing(lock, lock.newCondition(), () -> {
                    lock.recover().close();
                    lock.lock();
                    lock.unlock();
                    run(1, lock::lock).result(); // another thread's now
                    lock.unlock();
                }))
                .isTrue();
    }

    /** So what anybody may release, it releases. */
    @Test
    void unlockInFinallyReleasesWhatWasRecoveredAndIsTheLastThatIsExcused() throws Exception {
        Lock lock = objects.lock();
        assertThat(heldAfterLosing(lock, lock.newCondition(), () -> {
                    Held _ = lock.recover();
                    lock.unlock();
                    run(1, lock::lock).result();
                    lock.unlock();
                }))
                .isFalse();
    }

    @Test
    void whoHeldItTwiceIsExcusedOnceMoreThanItHasRecovered() throws Exception {
        RLock lock = objects.rlock();
        Condition condition = lock.newCondition();
        Doing<Void> waiter = run(1, () -> {
                    lock.lock();
                    lock.lock();
                    assertThatThrownBy(condition::await).isInstanceOf(OwnerDiedException.class);
                    Held _ = lock.recover();
                    lock.lock(); // in a method that is called for the repair
                    lock.unlock();
                    assertThat(lock.getHoldCount()).isEqualTo(1);
                    lock.unlock();
                    assertThat(lock.isLocked()).isFalse();
                    lock.unlock();
                    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
                })
                .waits();
        run(DEAD, lock::lock).result();
        die();
        waiter.result();
    }

    /** It was signalled, and waits for the lock, when it dies. */
    @Test
    void signalOfTheDeadIsPassedOn() throws Exception {
        Condition condition = objects.condition();
        Doing<Void> dead = awaiting(DEAD, condition);
        Doing<Void> next = awaiting(1, condition);
        try (Held _ = condition.hold()) {
            condition.signal();
            die();
        }
        dead.fails(CancellationException.class);
        next.result();
    }

    private Doing<Void> awaiting(long client, Condition condition) {
        Doing<Void> waiter = run(client, () -> {
                    Held held = condition.hold();
                    condition.await();
                    held.close();
                })
                .waits();
        condition.hold().close(); // it has given up the lock
        return waiter;
    }

    @Test
    void barrierBreaksWhenOneThatWaitsOrRunsTheActionDies() throws Exception {
        Barrier barrier = objects.barrier(3);
        Doing<Integer> other = as(1, barrier::await).waits();
        as(DEAD, barrier::await).waits();
        die();
        other.fails(PartyDiedException.class);
        assertThatThrownBy(barrier::await)
                .isInstanceOfSatisfying(
                        PartyDiedException.class, e -> assertThat(e.pid()).isEqualTo(4711));
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        HostedBarrier hosted = new HostedBarrier(1, () -> {});
        Caller before = new Caller(DEAD, 1, "the dead").begin();
        try {
            assertThat(hosted.await(0).outcome()).isEqualTo(Ticket.RUN_ACTION);
        } finally {
            Caller.restore(before);
        }
        hosted.clientGone(DEAD, 4711, "the dead");
        assertThat(hosted.isBroken()).isTrue();
    }

    @Test
    void barrierThatTheDeadHasPassedIsWhole() throws Exception {
        Barrier barrier = objects.barrier(2);
        Doing<Integer> dead = as(DEAD, barrier::await).waits();
        barrier.await();
        assertThat(dead.result()).isEqualTo(1);
        die();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void deadWaiterTakesNoItemAndPutsNone() throws Exception {
        Queue<Integer> empty = objects.queue();
        Queue<Integer> full = objects.queue(1);
        full.put(1);
        run(DEAD, empty::take).waits();
        run(DEAD, () -> full.put(2)).waits();
        die();
        empty.put(3);
        assertThat(empty).containsExactly(3);
        assertThat(full.take()).isEqualTo(1);
        assertThat(full).isEmpty();
    }

    @Test
    void itemsOfTheDeadConsumerCountAsDoneAndAreToldOnce() throws Exception {
        JoinableQueue<Integer> queue = objects.joinableQueue();
        for (int i = 0; i < 4; i++) {
            queue.put(i);
        }
        run(DEAD, () -> {
                    queue.take();
                    queue.take();
                    queue.take();
                    queue.taskDone();
                })
                .result();
        queue.take();
        queue.taskDone();
        Doing<Void> joiner = run(1, queue::join).waits();
        die();
        joiner.fails(ConsumerDiedException.class);
        assertThat(queue.join(Duration.ZERO)).isTrue();
        assertThat(queue.unfinished()).isZero();
    }

    @Test
    void deadWaiterForAnEventIsForgotten() {
        Event event = objects.event();
        Doing<Void> dead = run(DEAD, event::await).waits();
        die();
        dead.fails(CancellationException.class);
    }

    @Test
    void brokenBarrierIsNobodysDeath() {
        Barrier barrier = objects.barrier(2);
        barrier.abort();
        assertThatThrownBy(barrier::await).isExactlyInstanceOf(BrokenBarrierException.class);
    }
}
