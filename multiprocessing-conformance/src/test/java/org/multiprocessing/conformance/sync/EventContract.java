package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Waitable;

/** Events. */
@Tag("core")
public abstract class EventContract extends SyncContract {
    private static final int MANY = 10_000;

    private Event newEvent() {
        return own(context().event());
    }

    /** CPython test_event. */
    @Test
    void eventIsSetAndClearedAndSeenByAll() throws Exception {
        Event event = newEvent();
        assertThat(event.isSet()).isFalse();
        assertThat(event.isReady()).isFalse();
        assertThat(event).asString().contains("not set");
        takesItsTime(Duration.ZERO, () -> assertThat(event.await(Duration.ZERO)).isFalse());
        takesItsTime(Delays.SHORT, () -> assertThat(event.await(Delays.SHORT)).isFalse());
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.isReady()).isTrue();
        assertThat(event).asString().doesNotContain("not");
        event.await();
        assertThat(event.await(Duration.ofSeconds(-1))).isTrue();
        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        inChild(() -> {
            Delays.pass(Delays.SHORT);
            event.set();
        });
        assertThat(event.isSet()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allThatWaitGoOn(boolean virtual) throws Exception {
        Event event = newEvent();
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiters.add(Aside.run(virtual, event::await));
            waiters.add(Aside.run(
                    virtual, () -> assertThat(event.await(1, TimeUnit.DAYS)).isTrue()));
        }
        Counters counters = counters(2);
        List<Process> children = List.of(start(() -> arrive(event, counters)), start(() -> arrive(event, counters)));
        counters.await("the children", 0, 2);
        waiters.forEach(waiter -> assertThat(waiter.isDone()).isFalse());
        waiters.get(0).waits();
        assertThat(counters.get(1)).isZero();
        event.set();
        for (Aside<Void> waiter : waiters) {
            waiter.result();
        }
        for (Process child : children) {
            ended(child);
        }
    }

    private static void arrive(Event event, Counters counters) throws InterruptedException {
        counters.add(0, 1);
        event.await();
        counters.add(1, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timesAreKept(boolean virtual) throws Exception {
        Event event = newEvent();
        Aside.run(virtual, () -> {
                    for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
                        assertThat(event.await(time, TimeUnit.SECONDS)).isFalse();
                    }
                    takesItsTime(
                            Delays.SHORT,
                            () -> assertThat(event.await(Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                                    .isFalse());
                })
                .result();
    }

    @Test
    void interruptEndsAWait() throws Exception {
        Event event = newEvent();
        interruptEnds(event::await);
        interruptEnds(() -> event.await(1, TimeUnit.DAYS));
        interruptEnds(() -> Waitable.awaitAny(List.of(event)));
        event.set();
        interruptedIsRefused(event::await);
        interruptedIsRefused(() -> event.await(Duration.ZERO));
    }

    /** Defect 25: in CPython, one that waits may find the flag cleared again, and say that it was never set. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void defect25_whoWaitedGoesOnAlthoughItIsClearedAtOnce(boolean virtual) throws Exception {
        Event event = newEvent();
        int parties = 4;
        for (int round = 0; round < 100; round++) {
            CountDownLatch begun = new CountDownLatch(parties);
            List<Aside<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < parties; i++) {
                waiters.add(Aside.call(virtual, () -> {
                    begun.countDown();
                    return event.await(Delays.LONG);
                }));
            }
            begun.await();
            Await.until("those that had not begun to wait before it was cleared wait for the next", () -> {
                event.set();
                event.clear();
                return waiters.stream().allMatch(Aside::isDone);
            });
            for (Aside<Boolean> waiter : waiters) {
                assertThat(waiter.result()).isTrue();
            }
        }
        Aside<Void> asleep = Aside.run(virtual, event::await).waits();
        event.set();
        event.clear();
        asleep.result();
    }

    @Test
    void processesTossItBackAndForth() throws Exception {
        Event ping = newEvent();
        Event pong = newEvent();
        int times = times(500);
        Process child = start(() -> {
            for (int i = 0; i < times; i++) {
                ping.await();
                ping.clear();
                pong.set();
            }
        });
        for (int i = 0; i < times; i++) {
            ping.set();
            assertThat(pong.await(Delays.LONG)).isTrue();
            pong.clear();
        }
        ended(child);
    }

    @Test
    void whatWasDoneBeforeIsSeenAfter() throws Exception {
        Event event = newEvent();
        Counters counters = counters(1);
        Process child = start(() -> {
            counters.plain(0, 42);
            event.set();
        });
        event.await();
        assertThat(counters.plain(0)).isEqualTo(42);
        ended(child);
    }

    // ---- many

    /** In the kernel each would pin its carrier. */
    @Test
    void tenThousandVirtualThreadsWaitWhileTheCarriersAreFree() throws Exception {
        Event event = newEvent();
        AtomicInteger begun = new AtomicInteger();
        List<Aside<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiters.add(Aside.run(true, () -> {
                begun.incrementAndGet();
                event.await();
            }));
        }
        Await.equal("all have begun", MANY, begun::get);
        twoCarriersAreFree();
        waiters.get(MANY - 1).waits();
        twoCarriersAreFree();
        event.set();
        for (Aside<Void> waiter : waiters) {
            waiter.result();
        }
    }

    /** Two virtual threads that run at the same time, without ever giving up their carriers. */
    private static void twoCarriersAreFree() throws Exception {
        int carriers = Math.min(2, Runtime.getRuntime().availableProcessors());
        AtomicInteger running = new AtomicInteger();
        List<Aside<Void>> runners = new ArrayList<>();
        for (int i = 0; i < carriers; i++) {
            runners.add(Aside.run(true, () -> {
                running.incrementAndGet();
                long deadline = System.nanoTime() + Delays.LONG.toNanos();
                while (running.get() < carriers && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                assertThat(running.get()).isEqualTo(carriers);
            }));
        }
        for (Aside<Void> runner : runners) {
            runner.result();
        }
    }

    // ---- several at once

    @Test
    void firstOfSeveralEventsIsReturned() throws Exception {
        List<Event> events = List.of(newEvent(), newEvent(), newEvent());
        assertThat(Waitable.awaitAny(events, Duration.ZERO)).isEmpty();
        assertThat(Waitable.awaitAny(events, Delays.SHORT)).isEmpty();
        Aside<List<Event>> waiter = Aside.call(() -> Waitable.awaitAny(events));
        waiter.waits();
        Event second = events.get(1);
        inChild(second::set);
        assertThat(waiter.result()).containsExactly(second);
        events.get(0).set();
        assertThat(Waitable.awaitAny(events)).containsExactly(events.get(0), second);
    }

    @Test
    void eventAndProcessAreWaitedForTogether() throws Exception {
        Event event = newEvent();
        Counters counters = counters(1);
        Process child = start(() -> counters.await("the parent", 0, 1));
        List<Waitable> both = List.of(child, event);
        assertThat(Waitable.awaitAny(both, Delays.SHORT)).isEmpty();
        event.set();
        assertThat(Waitable.awaitAny(both)).containsExactly(event);
        event.clear();
        counters.set(0, 1);
        assertThat(Waitable.awaitAny(both)).containsExactly(child);
    }

    /** Nobody who waits for several is the fewer: events that are waited for again and again leave nothing. */
    @Test
    void waitingForSeveralLeavesNothing() throws Exception {
        Event first = newEvent();
        Event second = newEvent();
        CyclicBarrier meeting = new CyclicBarrier(2);
        Aside<Void> setter = Aside.run(() -> {
            for (int i = 0; i < 200; i++) {
                (i % 2 == 0 ? first : second).set();
                meeting.await();
                meeting.await();
            }
        });
        for (int i = 0; i < 200; i++) {
            Event expected = i % 2 == 0 ? first : second;
            assertThat(Waitable.awaitAny(List.of(first, second))).containsExactly(expected);
            meeting.await();
            expected.clear();
            meeting.await();
        }
        setter.result();
    }

    // ---- the way and the end

    @Test
    void eventTravels() throws Exception {
        needs(Trait.COPY);
        Event event = newEvent();
        try (Pool pool = context().pool(1)) {
            Event back = pool.<List<Event>, Event>apply(
                    list -> {
                        list.get(0).set();
                        return list.get(0);
                    },
                    List.of(event));
            assertThat(back).isEqualTo(event).hasSameHashCodeAs(event);
            assertThat(event.isSet()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thoseThatWaitLearnThatItWasFreed(boolean virtual) throws Exception {
        Event event = newEvent();
        List<Aside<Void>> waiters = List.of(
                Aside.run(virtual, event::await),
                Aside.run(virtual, () -> event.await(1, TimeUnit.DAYS)),
                Aside.run(virtual, () -> Waitable.awaitAny(List.of(event, newEvent()))));
        for (Aside<Void> waiter : waiters) {
            waiter.waits();
        }
        event.free();
        for (Aside<Void> waiter : waiters) {
            waiter.failure(ObjectClosedException.class);
        }
        for (Wait use : List.<Wait>of(
                event::set,
                event::clear,
                event::isSet,
                event::isReady,
                event::await,
                () -> event.await(Duration.ZERO))) {
            assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
        }
        assertThat(event).asString().contains("freed");
    }
}
