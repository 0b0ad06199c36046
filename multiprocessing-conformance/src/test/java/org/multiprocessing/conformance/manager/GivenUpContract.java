package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.RemoteException;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.Semaphore;

/** Who has given up waiting for an answer is given nothing: no lock, no permit, no signal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GivenUpContract implements NoLeaks.Hosted {
    private static final AuthKey KEY = AuthKey.of("key");

    /** What is to be done within it, before they give up, takes no hiccup of a busy machine alone. */
    private static final Duration PATIENCE = Delays.SMALL.multipliedBy(2);

    /** More than have a way of their own. */
    private static final int THREADS = 10;

    record Pair(int first, int second) {}

    private int published;
    private Manager started;
    private Manager connected;

    /** Returns whether those that give up are of the tree, and those that do not have connected, or the other way. */
    abstract boolean isTreeImpatient();

    @BeforeAll
    void start() throws Exception {
        boolean tree = isTreeImpatient();
        started =
                Multiprocessing.manager(o -> tree ? o.withAuthKey(KEY).withCallTimeout(PATIENCE) : o.withAuthKey(KEY));
        connected = Multiprocessing.connectManager(started.address(), KEY, o -> tree ? o : o.withCallTimeout(PATIENCE));
    }

    @AfterAll
    void end() {
        connected.close();
        started.close();
    }

    private Manager patient() {
        return isTreeImpatient() ? connected : started;
    }

    /** Returns the same object as those see it that give up. */
    private <T> T impatiently(T object) {
        String name = "object " + published++;
        patient().publish(name, object);
        return (isTreeImpatient() ? started : connected).lookup(name);
    }

    private static List<Aside<Void>> all(Aside.Work... works) {
        List<Aside<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(Aside.run(i % 2 == 0, works[i % works.length]));
        }
        return all;
    }

    private static void giveUp(List<Aside<Void>> waiters) throws Exception {
        for (Aside<Void> waiter : waiters) {
            assertThat(waiter.failure(RemoteException.class)).hasMessageContaining("withCallTimeout");
        }
        Delays.pass(Delays.SMALL); // the server hears of it meanwhile
    }

    private static void isFree(Lock lock) throws Exception {
        Aside.run(() -> {
                    assertThat(lock.tryLock(Delays.MEDIUM)).as("%s", lock).isTrue();
                    lock.unlock();
                })
                .result();
    }

    @Test
    void nothingIsGivenToThem() throws Exception {
        Lock lock = patient().lock();
        Semaphore semaphore = patient().semaphore(0);
        StructValue<Pair> pair = patient().struct(new Pair(1, 2));
        Lock theirLock = impatiently(lock);
        Semaphore theirSemaphore = impatiently(semaphore);
        StructValue<Pair> theirPair = impatiently(pair);
        lock.lock();
        Held held = pair.hold();
        List<Aside<Void>> gone = new ArrayList<>(all(theirLock::lock, theirLock::lockInterruptibly));
        gone.addAll(all(theirSemaphore::acquireUninterruptibly, theirSemaphore::hold, theirSemaphore::acquire));
        gone.addAll(all(() -> theirPair.updateAndGet(old -> new Pair(0, 0)), theirPair::get));
        giveUp(gone);
        lock.unlock();
        held.close();
        semaphore.release(2);
        isFree(lock);
        isFree(pair.guard());
        assertThat(pair.get()).isEqualTo(new Pair(1, 2));
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    /** An interrupt looks the same to the server; but who was interrupted takes the lock again. */
    @Test
    void noLockIsGivenToThemAfterACondition() throws Exception {
        Condition condition = patient().condition();
        Condition theirs = impatiently(condition);
        List<Aside<Void>> gone = List.of(sleeper(theirs, theirs::await), sleeper(theirs, theirs::awaitUninterruptibly));
        condition.guard().lock();
        giveUp(gone);
        condition.signalAll();
        condition.guard().unlock();
        isFree(condition.guard());
    }

    /** They were signalled, and wait for the lock, when they give up. */
    @Test
    void theirSignalIsPassedOn() throws Exception {
        Condition condition = patient().condition();
        Condition theirs = impatiently(condition);
        List<Aside<Void>> gone = List.of(sleeper(theirs, theirs::await), sleeper(theirs, theirs::awaitUninterruptibly));
        Aside<Void> first = sleeper(condition, condition::await);
        Aside<Void> second = sleeper(condition, condition::await);
        condition.guard().lock();
        condition.signal(2);
        giveUp(gone);
        condition.guard().unlock();
        first.result();
        second.result();
    }

    private static Aside<Void> sleeper(Condition condition, Aside.Work wait) throws Exception {
        Lock guard = condition.guard();
        AtomicBoolean sleeps = new AtomicBoolean();
        Aside<Void> sleeper = Aside.run(() -> {
            guard.lock();
            sleeps.set(true);
            wait.run();
            guard.unlock();
        });
        Await.until("it has the lock", sleeps::get);
        guard.lock(); // it has given that up
        guard.unlock();
        return sleeper;
    }

    @Test
    void theyBreakABarrier() throws Exception {
        Barrier barrier = patient().barrier(3);
        Barrier theirs = impatiently(barrier);
        Aside<Integer> waiter = Aside.call(barrier::await);
        Aside.run(theirs::await).failure(RemoteException.class);
        waiter.failure(BrokenBarrierException.class);
    }
}
