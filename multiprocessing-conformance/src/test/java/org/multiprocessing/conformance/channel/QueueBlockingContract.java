package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;

/** A queue as a {@code BlockingQueue}: what waits, for how long, and what ends the wait. */
@Tag("core")
public abstract class QueueBlockingContract extends ChannelContract {
    private static final long EVER = Long.MAX_VALUE;

    /** CPython test_put. */
    @Test
    void putWaitsForRoomOnly() throws Exception {
        Queue<Integer> queue = fullQueue(1);
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(queue.offer(2, time, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(queue.offer(2, Duration.ZERO)).isFalse();
        assertThat(queue.offer(2, Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        takesItsTime(
                Delays.SHORT,
                () -> assertThat(queue.offer(2, Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                        .isFalse());
        takesItsTime(
                Delays.SHORT, () -> assertThat(queue.offer(2, Delays.SHORT)).isFalse());
        assertThat(drained(queue)).containsExactly(1);
        takesItsTime(
                Duration.ZERO,
                () -> assertThat(queue.offer(3, EVER, TimeUnit.DAYS)).isTrue());
        assertThat(drained(queue)).containsExactly(3);
    }

    /** CPython test_get, test_timeout. */
    @Test
    void takeWaitsForAnItemOnly() throws Exception {
        Queue<Integer> queue = newQueue();
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(queue.poll(time, TimeUnit.SECONDS)).isNull();
        }
        assertThat(queue.poll(Duration.ZERO)).isNull();
        assertThat(queue.poll(Duration.ofSeconds(Long.MIN_VALUE))).isNull();
        takesItsTime(
                Delays.SHORT,
                () -> assertThat(queue.poll(Delays.SHORT.toMillis(), TimeUnit.MILLISECONDS))
                        .isNull());
        takesItsTime(Delays.SHORT, () -> assertThat(queue.poll(Delays.SHORT)).isNull());
        queue.put(1);
        queue.put(2);
        assertThat(queue.poll(0, TimeUnit.DAYS)).isEqualTo(1);
        assertThat(queue.poll(-1, TimeUnit.DAYS)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitEndsWhenThereIsAnItem(boolean virtual) throws Exception {
        Queue<Integer> queue = newQueue();
        List<Aside<Integer>> takers = List.of(
                Aside.call(virtual, queue::take),
                Aside.call(virtual, () -> queue.poll(EVER, TimeUnit.NANOSECONDS)),
                Aside.call(virtual, () -> queue.poll(EVER, TimeUnit.DAYS)),
                Aside.call(virtual, () -> queue.poll(Duration.ofSeconds(EVER))));
        takers.get(0).waits();
        Set<Integer> taken = new TreeSet<>();
        for (int i = 0; i < takers.size(); i++) {
            queue.put(i);
        }
        for (Aside<Integer> taker : takers) {
            taken.add(taker.result());
        }
        assertThat(taken).containsExactly(0, 1, 2, 3);
        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitEndsWhenThereIsRoom(boolean virtual) throws Exception {
        Queue<Integer> queue = fullQueue(-1, -2);
        List<Aside<Void>> putters = List.of(
                Aside.run(virtual, () -> queue.put(0)),
                Aside.run(
                        virtual,
                        () -> assertThat(queue.offer(1, EVER, TimeUnit.NANOSECONDS))
                                .isTrue()),
                Aside.run(
                        virtual,
                        () -> assertThat(queue.offer(2, EVER, TimeUnit.DAYS)).isTrue()),
                Aside.run(
                        virtual,
                        () -> assertThat(queue.offer(3, Duration.ofSeconds(EVER)))
                                .isTrue()));
        putters.get(0).waits();
        Set<Integer> taken = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            taken.add(queue.poll(Delays.LONG));
        }
        for (Aside<Void> putter : putters) {
            putter.result();
        }
        assertThat(taken).containsExactly(-2, -1, 0, 1, 2, 3);
    }

    private interface Removal {
        void from(Queue<Integer> queue);
    }

    /** Whatever takes an item away makes room, in the middle too. */
    @Test
    void everyRemovalMakesRoom() throws Exception {
        List<Removal> removals = List.of(
                Queue::poll,
                Queue::clear,
                queue -> queue.drainTo(new ArrayList<>()),
                queue -> queue.drainTo(new ArrayList<>(), 1),
                queue -> queue.remove(2),
                queue -> queue.removeIf(item -> item == 3),
                queue -> queue.retainAll(List.of(1)),
                queue -> {
                    var iterator = queue.iterator();
                    iterator.next();
                    iterator.next();
                    iterator.remove();
                });
        for (Removal removal : removals) {
            Queue<Integer> queue = fullQueue(1, 2, 3);
            Aside<Void> putter = Aside.run(() -> queue.put(4)).waits();
            removal.from(queue);
            putter.result();
            assertThat(queue.contains(4)).isTrue();
            queue.free();
        }
    }

    /** One draining makes room for as many as it has taken. */
    @Test
    void drainingLetsAllThatWaitGoOn() throws Exception {
        Queue<Integer> queue = fullQueue(0, 1, 2, 3);
        List<Aside<Void>> putters = waiting(() -> queue.put(4), () -> queue.put(5));
        assertThat(queue.drainTo(new ArrayList<>())).isGreaterThanOrEqualTo(4);
        for (Aside<Void> putter : putters) {
            putter.result();
        }
        assertThat(queue.size()).isLessThanOrEqualTo(4);
    }

    /** Several items at once are enough for as many that wait. */
    @Test
    void addingLetsAllThatWaitGoOn() throws Exception {
        Queue<Integer> queue = newQueue();
        List<Aside<Void>> takers = waiting(() -> queue.take(), () -> queue.poll(1, TimeUnit.DAYS));
        queue.addAll(List.of(1, 2, 3, 4));
        for (Aside<Void> taker : takers) {
            taker.result();
        }
        assertThat(queue).isEmpty();
    }

    @Test
    void interruptEndsAWaitAndNothingWasDone() throws Exception {
        Queue<Integer> empty = newQueue();
        interruptEnds(empty::take);
        interruptEnds(() -> empty.poll(1, TimeUnit.DAYS));
        interruptEnds(() -> empty.poll(Duration.ofDays(1)));
        empty.put(1);
        assertThat(empty.poll()).as("nobody else takes it").isEqualTo(1);
        Queue<Integer> full = fullQueue(1);
        interruptEnds(() -> full.put(2));
        interruptEnds(() -> full.offer(2, 1, TimeUnit.DAYS));
        interruptEnds(() -> full.offer(2, Duration.ofDays(1)));
        assertThat(drained(full)).containsExactly(1);
    }

    @Test
    void interruptedCallerIsRefusedAndNothingIsDone() throws Exception {
        Queue<Integer> queue = newQueue();
        queue.put(1);
        interruptedIsRefused(() -> queue.put(2));
        interruptedIsRefused(() -> queue.offer(2, 1, TimeUnit.DAYS));
        interruptedIsRefused(() -> queue.offer(2, Duration.ofDays(1)));
        interruptedIsRefused(queue::take);
        interruptedIsRefused(() -> queue.poll(1, TimeUnit.DAYS));
        interruptedIsRefused(() -> queue.poll(Duration.ofDays(1)));
        assertThat(queue).containsExactly(1);
    }

    /** Those methods that do not wait do not care. */
    @Test
    void interruptIsKeptByWhatDoesNotWait() throws Exception {
        Queue<Integer> queue = newQueue();
        boolean kept = Aside.call(() -> {
                    Thread.currentThread().interrupt();
                    queue.add(1);
                    queue.offer(2);
                    queue.offer(3);
                    queue.poll();
                    queue.remove();
                    assertThat(queue.contains(7)).isFalse();
                    queue.drainTo(new ArrayList<>());
                    return Thread.currentThread().isInterrupted();
                })
                .result();
        assertThat(kept).isTrue();
        assertThat(queue).isEmpty();
    }

    /** Whoever is interrupted while it is given an item, or room, passes that on. */
    @Test
    void interruptLosesNoWakeUp() throws Exception {
        Queue<Integer> queue = newQueue(1);
        for (int round = 0; round < 200; round++) {
            boolean virtual = round % 2 == 0;
            Aside<Integer> first = Aside.call(virtual, queue::take);
            Aside<Integer> second = Aside.call(queue::take);
            if (round % 4 < 2) {
                Await.until("it waits", () -> first.thread().getState() != Thread.State.NEW);
            }
            queue.put(round);
            first.thread().interrupt();
            boolean taken = false;
            try {
                taken = first.result() == round;
            } catch (AssertionError e) {
                assertThat(e.getCause()).isInstanceOf(InterruptedException.class);
            }
            if (taken) {
                queue.put(round);
            }
            assertThat(second.result()).isEqualTo(round);
        }
    }

    /** Producers and consumers of both kinds, with a queue that is nearly always full or empty. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, UNBOUNDED})
    void eachItemGoesToOneConsumerInTheOrderOfItsProducer(int capacity) throws Exception {
        int producers = 4;
        int each = times(2_000);
        Queue<Long> queue = newQueue(capacity);
        Set<Long> taken = new ConcurrentSkipListSet<>();
        List<Aside<Void>> all = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            long base = (long) p << 32;
            all.add(Aside.run(p % 2 == 0, () -> {
                for (long i = 0; i < each; i++) {
                    queue.put(base + i);
                }
            }));
            all.add(Aside.run(p % 2 == 1, () -> consume(queue, each, producers, taken)));
        }
        for (Aside<Void> one : all) {
            one.result();
        }
        assertThat(taken).hasSize(producers * each);
        assertThat(queue).isEmpty();
    }

    private static void consume(Queue<Long> queue, int count, int producers, Set<Long> taken) throws Exception {
        long[] last = new long[producers];
        java.util.Arrays.fill(last, -1);
        for (int i = 0; i < count; i++) {
            long item = i % 2 == 0 ? queue.take() : queue.poll(1, TimeUnit.DAYS);
            int producer = (int) (item >>> 32);
            assertThat((int) item).isGreaterThan((int) last[producer]);
            last[producer] = (int) item;
            assertThat(taken.add(item)).as("%s was taken once", item).isTrue();
        }
    }

    /** CPython test_qsize, and defect 29: size is estimated there, and unknown on some systems. */
    @Test
    void defect29_sizeIsExactWhileOthersPutAndTake() throws Exception {
        Queue<Integer> queue = newQueue(5);
        queue.addAll(List.of(1, 2));
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        List<Aside<Void>> movers = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            movers.add(Aside.run(() -> {
                begun.countDown();
                while (!stop.get()) {
                    queue.put(3);
                    queue.take();
                }
            }));
        }
        begun.await();
        for (int look = 0; look < times(20_000); look++) {
            assertThat(queue.size()).isBetween(2, 4);
            assertThat(queue.remainingCapacity()).isBetween(1, 3);
            assertThat(queue.isEmpty()).isFalse();
        }
        stop.set(true);
        for (Aside<Void> mover : movers) {
            mover.result();
        }
        assertThat(queue.size()).isEqualTo(2);
    }

    /** Iterators, removals by value and clearing, while others put and take: nothing breaks, nothing is taken twice. */
    @Test
    void lookersAndTakersDoNotDisturbEachOther() throws Exception {
        int items = times(3_000);
        Queue<Integer> queue = newQueue(50);
        Set<Integer> taken = new ConcurrentSkipListSet<>();
        AtomicBoolean stop = new AtomicBoolean();
        Aside<Void> taker = Aside.run(() -> {
            while (taken.size() < items) {
                Integer item = queue.poll(Delays.SHORT);
                assertThat(item == null || taken.add(item)).as("%s", item).isTrue();
            }
        });
        Aside<Void> remover = Aside.run(() -> {
            while (!stop.get()) {
                for (Object item : queue.toArray()) {
                    assertThat(!queue.remove(item) || taken.add((Integer) item))
                            .as("%s", item)
                            .isTrue();
                }
            }
        });
        Aside<Void> looker = Aside.run(() -> {
            while (!stop.get()) {
                int last = -1;
                for (int item : queue) {
                    assertThat(item).isGreaterThan(last);
                    last = item;
                }
            }
        });
        for (int i = 0; i < items; i++) {
            queue.put(i);
        }
        Await.equal("all are taken", items, taken::size);
        stop.set(true);
        taker.result();
        remover.result();
        looker.result();
        assertThat(queue).isEmpty();
    }
}
