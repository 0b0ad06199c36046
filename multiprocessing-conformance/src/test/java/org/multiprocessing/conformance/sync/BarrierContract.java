package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
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
import org.multiprocessing.sync.Barrier;

/** Barriers: the contract of {@link java.util.concurrent.CyclicBarrier}, between processes. */
@Tag("core")
public abstract class BarrierContract extends SyncContract {
    private static final int PARTIES = 4;

    private Barrier barrier(int parties) {
        return own(context().barrier(parties));
    }

    private static Aside<Integer> party(boolean virtual, Barrier barrier) {
        return Aside.call(virtual, barrier::await);
    }

    private static List<Aside<Integer>> parties(int count, Barrier barrier) {
        List<Aside<Integer>> parties = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parties.add(party(i % 2 == 0, barrier));
        }
        return parties;
    }

    private static void waiting(Barrier barrier, int count) throws Exception {
        Await.equal("so many wait", count, barrier::getNumberWaiting);
    }

    private static void meet(Barrier barrier) throws Exception {
        for (Aside<Integer> party : parties(barrier.getParties(), barrier)) {
            assertThat(party.result()).isBetween(0, barrier.getParties() - 1);
        }
    }

    private static void allBroken(List<Aside<Integer>> parties) throws Exception {
        for (Aside<Integer> party : parties) {
            assertThat(party.failure(BrokenBarrierException.class)).isExactlyInstanceOf(BrokenBarrierException.class);
        }
    }

    /** CPython test_barrier, test_wait_return; but the index counts down, as that of CyclicBarrier. */
    @Test
    void allWaitForTheLastAndEachHasItsIndex() throws Exception {
        Barrier barrier = barrier(PARTIES);
        assertThat(barrier.getParties()).isEqualTo(PARTIES);
        for (int round = 0; round < 3; round++) {
            List<Aside<Integer>> parties = new ArrayList<>();
            for (int come = 0; come < PARTIES; come++) {
                waiting(barrier, come);
                parties.forEach(party -> assertThat(party.isDone()).isFalse());
                parties.add(party(come % 2 == round % 2, barrier));
            }
            for (int come = 0; come < PARTIES; come++) {
                assertThat(parties.get(come).result()).isEqualTo(PARTIES - 1 - come);
            }
            assertThat(barrier.getNumberWaiting()).isZero();
            assertThat(barrier.isBroken()).isFalse();
        }
    }

    /** CPython test_thousand: in lockstep, and nobody is ever a step ahead of one that waits. */
    @Test
    void processesAndThreadsGoInLockstep() throws Exception {
        Barrier barrier = barrier(PARTIES);
        Counters counters = counters(PARTIES);
        int times = times(500);
        List<Process> children =
                List.of(start(() -> step(barrier, counters, 0, times)), start(() -> step(barrier, counters, 1, times)));
        List<Aside<Void>> threads = List.of(
                Aside.run(() -> step(barrier, counters, 2, times)),
                Aside.run(true, () -> step(barrier, counters, 3, times)));
        for (Aside<Void> thread : threads) {
            thread.result();
        }
        for (Process child : children) {
            ended(child);
        }
    }

    private static void step(Barrier barrier, Counters counters, int mine, int times) throws Exception {
        for (int i = 1; i <= times; i++) {
            counters.plain(mine, i);
            barrier.await();
            for (int other = 0; other < PARTIES; other++) {
                long step = counters.plain(other);
                if (step != i && step != i + 1) {
                    throw new AssertionError("party " + other + " is at " + step + ", not at " + i);
                }
            }
        }
    }

    /** CPython test_single_thread. */
    @Test
    void oneAlonePassesAtOnce() throws Exception {
        Barrier barrier = barrier(1);
        for (int i = 0; i < 3; i++) {
            assertThat(barrier.await()).isZero();
            assertThat(barrier.await(Duration.ZERO)).isZero();
            assertThat(barrier.await(Long.MIN_VALUE, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void defect26_impossibleNumbersAreRefused() {
        for (int parties : new int[] {0, -1, 32_768}) {
            assertThatThrownBy(() -> context().barrier(parties))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("" + parties)
                    .hasMessageContaining("32767");
        }
        assertThat(barrier(32_767).getParties()).isEqualTo(32_767);
    }

    // ---- the action

    /** CPython test_action. */
    @Test
    void lastOneRunsTheActionBeforeAllGoOn() throws Exception {
        Counters counters = counters(2);
        Barrier barrier = own(context().barrier(PARTIES, () -> {
            Delays.pass(Delays.SHORT);
            counters.increment(0);
        }));
        for (int round = 1; round <= 2; round++) {
            int done = round;
            List<Aside<Void>> parties = new ArrayList<>();
            for (int i = 0; i < PARTIES - 1; i++) {
                parties.add(Aside.run(i % 2 == 0, () -> {
                    barrier.await();
                    assertThat(counters.plain(0)).isEqualTo(done);
                }));
            }
            inChild(() -> {
                barrier.await();
                if (counters.plain(0) != done) {
                    throw new AssertionError("the action has not run before");
                }
            });
            for (Aside<Void> party : parties) {
                party.result();
            }
        }
    }

    /** Also if they are more than meet next. */
    @Test
    void whoComesWhileTheActionRunsMeetsLater() throws Exception {
        Counters counters = counters(2);
        Barrier barrier = own(context().barrier(PARTIES, () -> {
            counters.increment(0);
            counters.await("the others have come", 1, 1);
        }));
        List<Aside<Integer>> parties = parties(PARTIES, barrier);
        counters.await("the action", 0, 1);
        parties.addAll(parties(2 * PARTIES + 1, barrier));
        Delays.pass(Delays.SHORT);
        counters.set(1, 1);
        Await.until("all but one", () -> parties.stream().filter(Aside::isDone).count() == 3 * PARTIES);
        int[] indices = new int[PARTIES];
        for (Aside<Integer> party : parties) {
            if (party.isDone()) {
                indices[party.result()]++;
            }
        }
        assertThat(indices).containsOnly(3);
        assertThat(counters.get(0)).isEqualTo(3);
        waiting(barrier, 1);
    }

    @Test
    void failingActionBreaksTheBarrierAndIsThrownToTheLast() throws Exception {
        Barrier barrier = own(context().barrier(PARTIES, () -> {
            throw new UnsupportedOperationException("on purpose");
        }));
        List<Aside<Integer>> parties = parties(PARTIES - 1, barrier);
        waiting(barrier, PARTIES - 1);
        assertThatThrownBy(barrier::await)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("on purpose");
        allBroken(parties);
        assertThat(barrier.isBroken()).isTrue();
    }

    // ---- what breaks it

    /** CPython test_abort. */
    @Test
    void abortBreaksItForAllUntilReset() throws Exception {
        Barrier barrier = barrier(PARTIES);
        List<Aside<Integer>> parties = parties(PARTIES - 1, barrier);
        waiting(barrier, PARTIES - 1);
        inChild(barrier::abort);
        allBroken(parties);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThatThrownBy(barrier::await).isExactlyInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(() -> barrier.await(Duration.ZERO)).isExactlyInstanceOf(BrokenBarrierException.class);
        barrier.abort();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        meet(barrier);
    }

    /** CPython test_reset, test_abort_and_reset. */
    @Test
    void resetBreaksItForThoseThatWaitOnly() throws Exception {
        Barrier barrier = barrier(PARTIES);
        for (int round = 0; round < 30; round++) { // more than the history of generations holds
            List<Aside<Integer>> parties = parties(PARTIES - 1, barrier);
            waiting(barrier, PARTIES - 1);
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();
            assertThat(barrier.getNumberWaiting()).isZero();
            allBroken(parties);
        }
        barrier.reset();
        meet(barrier);
    }

    /** CPython test_timeout, test_default_timeout. */
    @Test
    void timeoutOfOneBreaksItForAll() throws Exception {
        Barrier barrier = barrier(PARTIES);
        List<Aside<Integer>> parties = parties(PARTIES - 2, barrier);
        waiting(barrier, PARTIES - 2);
        takesItsTime(
                Delays.SHORT,
                () -> assertThatThrownBy(() -> barrier.await(Delays.SHORT))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("" + PARTIES));
        allBroken(parties);
        assertThat(barrier.isBroken()).isTrue();
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            barrier.reset();
            List<Aside<Integer>> others = parties(1, barrier);
            waiting(barrier, 1);
            assertThatThrownBy(() -> barrier.await(time, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            allBroken(others);
        }
        barrier.reset();
        meet(barrier);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptOfOneBreaksItForAll(boolean virtual) throws Exception {
        Barrier barrier = barrier(PARTIES);
        List<Aside<Integer>> parties = parties(PARTIES - 2, barrier);
        Aside<Integer> interrupted = party(virtual, barrier);
        waiting(barrier, PARTIES - 1);
        interrupted.thread().interrupt();
        interrupted.failure(InterruptedException.class);
        allBroken(parties);
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void interruptEndsAWait() throws Exception {
        Barrier barrier = barrier(2);
        interruptEnds(() -> {
            barrier.reset();
            barrier.await();
        });
        interruptEnds(() -> {
            barrier.reset();
            barrier.await(1, TimeUnit.DAYS);
        });
    }

    /** Also the last one, who would not have to wait. */
    @Test
    void whoComesInterruptedBreaksIt() throws Exception {
        Barrier barrier = barrier(2);
        Aside<Integer> other = party(false, barrier);
        waiting(barrier, 1);
        Aside.run(() -> {
                    Thread.currentThread().interrupt();
                    barrier.await();
                })
                .failure(InterruptedException.class);
        other.failure(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        interruptedIsRefused(() -> {
            barrier.reset();
            barrier.await();
        });
        assertThat(barrier.isBroken()).isTrue();
    }

    // ---- the way and the end

    @Test
    void barrierTravelsWithItsAction() throws Exception {
        needs(Trait.COPY);
        Counters counters = counters(1);
        Barrier barrier = own(context().barrier(2, () -> counters.add(0, 1)));
        try (Pool pool = context().pool(2)) {
            List<Integer> indices =
                    pool.map(i -> barrier.await(), IntStream.range(0, 2).boxed().toList());
            assertThat(indices).containsExactlyInAnyOrder(0, 1);
            assertThat(counters.get(0)).isEqualTo(1);
            Barrier back = pool.<List<Barrier>, Barrier>apply(list -> list.get(0), List.of(barrier));
            assertThat(back).isEqualTo(barrier).hasSameHashCodeAs(barrier);
        }
    }

    @Test
    void stateIsToldForDiagnosis() throws Exception {
        Barrier barrier = barrier(PARTIES);
        parties(2, barrier);
        waiting(barrier, 2);
        assertThat(barrier).asString().contains("2 of 4");
        barrier.abort();
        assertThat(barrier).asString().contains("broken");
    }

    @Test
    void thoseThatWaitLearnThatItWasFreed() throws Exception {
        Barrier barrier = barrier(PARTIES);
        List<Aside<Integer>> parties = parties(PARTIES - 1, barrier);
        waiting(barrier, PARTIES - 1);
        barrier.free();
        for (Aside<Integer> party : parties) {
            party.failure(ObjectClosedException.class);
        }
        for (Wait use : List.<Wait>of(
                barrier::await,
                () -> barrier.await(Duration.ZERO),
                barrier::getParties,
                barrier::getNumberWaiting,
                barrier::isBroken,
                barrier::reset,
                barrier::abort)) {
            assertThatThrownBy(use::run).isInstanceOf(ObjectClosedException.class);
        }
        assertThat(barrier).asString().contains("freed");
    }
}
