package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.sync.Aside;

/** A queue as a {@code java.util.Queue}, used by one thread: the properties of the JSR-166 TCK, on copies. */
@Tag("core")
public abstract class QueueCollectionContract extends ChannelContract {
    private static final int SIZE = 20;

    /** Equal to others of its name. */
    record Twin(String name, int number) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Twin twin && twin.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Must not be asked whether it equals something. */
    private static Object bomb() {
        return new Object() {
            @Override
            public boolean equals(Object other) {
                throw new AssertionError("asked");
            }

            @Override
            public int hashCode() {
                throw new AssertionError("asked");
            }
        };
    }

    private Queue<Integer> populated(int size) {
        Queue<Integer> queue = newQueue(Math.max(1, size));
        IntStream.range(0, size).forEach(queue::add);
        return queue;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void emptyIsEmptyInEveryRespect() throws Exception {
        Queue<Object> queue = newQueue();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.isReady()).isFalse();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue).asString().isEqualTo("[]");
        assertThat(queue.toArray()).isEmpty();
        Object[] none = {};
        assertThat(queue.toArray(none)).isSameAs(none);
        Integer[] three = {1, 2, 3};
        assertThat(queue.toArray(three)).isSameAs(three).containsExactly(null, 2, 3);
        assertThat(queue.iterator().hasNext()).isFalse();
        queue.forEach(item -> {
            throw new AssertionError(item);
        });
        assertThat(queue.spliterator().tryAdvance(item -> {
                    throw new AssertionError(item);
                }))
                .isFalse();
        assertThat(queue.contains(bomb())).isFalse();
        assertThat(queue.remove(bomb())).isFalse();
        assertThat(queue.removeIf(item -> true)).isFalse();
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(0, TimeUnit.DAYS)).isNull();
        assertThat(drained(queue)).isEmpty();
        queue.clear();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                queue::element, queue::remove, () -> queue.iterator().next())) {
            assertThatThrownBy(call).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void nullIsRefusedEverywhere() {
        Queue<Object> queue = newQueue();
        List<Object> nulls = Arrays.asList(new Object[2]);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> queue.add(null),
                () -> queue.offer(null),
                () -> queue.put(null),
                () -> queue.offer(null, 1, TimeUnit.DAYS),
                () -> queue.offer(null, Delays.SHORT),
                () -> queue.offer(1, 1, null),
                () -> queue.poll(1, null),
                () -> queue.addAll(null),
                () -> queue.addAll(nulls),
                () -> queue.containsAll(null),
                () -> queue.removeAll(null),
                () -> queue.retainAll(null),
                () -> queue.removeIf(null),
                () -> queue.forEach(null),
                () -> queue.iterator().forEachRemaining(null),
                () -> queue.spliterator().forEachRemaining(null),
                () -> queue.spliterator().tryAdvance(null),
                () -> queue.toArray((Object[]) null),
                () -> queue.drainTo(null),
                () -> queue.drainTo(null, 0))) {
            assertThatNullPointerException().isThrownBy(call);
        }
        assertThat(queue).isEmpty();
        queue.add("something");
        assertThat(queue.contains(null)).isFalse();
        assertThat(queue.remove(null)).isFalse();
    }

    @Test
    void firstInIsFirstOutWhicheverMethodIsUsed() throws Exception {
        Queue<Integer> queue = newQueue(9);
        assertThat(queue.add(0)).isTrue();
        assertThat(queue.offer(1)).isTrue();
        queue.put(2);
        assertThat(queue.offer(3, 1, TimeUnit.DAYS)).isTrue();
        assertThat(queue.offer(4, Delays.LONG)).isTrue();
        assertThat(queue.addAll(List.of(5, 6, 7, 8))).isTrue();
        assertThat(queue.addAll(List.of())).isFalse();
        assertThat(queue.isReady()).isTrue();
        assertThat(queue.peek()).isZero();
        assertThat(queue.element()).isZero();
        assertThat(queue.remove()).isZero();
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo(2);
        assertThat(queue.poll(1, TimeUnit.DAYS)).isEqualTo(3);
        assertThat(queue.poll(Delays.LONG)).isEqualTo(4);
        assertThat(drained(queue)).containsExactly(5, 6, 7, 8);
    }

    @Test
    void capacityIsKeptAndTold() throws Exception {
        Queue<Integer> queue = newQueue(SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(queue.remainingCapacity()).isEqualTo(SIZE - i);
            assertThat(queue.isFull()).isFalse();
            queue.add(i);
            assertThat(queue.size()).isEqualTo(i + 1);
        }
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer(-1)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> queue.add(-1)).withMessageContaining("" + SIZE);
        assertThatIllegalStateException().isThrownBy(() -> queue.addAll(List.of(-1)));
        assertThat(drained(queue)).isEqualTo(numbers(0, SIZE));
        assertThat(queue.remainingCapacity()).isEqualTo(SIZE);
        Queue<Integer> endless = newQueue();
        endless.put(1);
        assertThat(endless.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(endless.isFull()).isFalse();
    }

    @Test
    void capacityMustBePositive() {
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> newQueue(capacity))
                    .withMessageContaining("" + capacity)
                    .withMessageContaining("at least 1");
        }
    }

    // ---- iterators

    @Test
    void iteratorReturnsWhatWasThereInOrder() {
        Queue<Integer> queue = populated(SIZE);
        List<Integer> seen = new ArrayList<>();
        Iterator<Integer> iterator = queue.iterator();
        while (iterator.hasNext()) {
            assertThat(iterator.hasNext()).isTrue();
            seen.add(iterator.next());
        }
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(seen).isEqualTo(numbers(0, SIZE));
        seen.clear();
        iterator = queue.iterator();
        iterator.next();
        iterator.forEachRemaining(seen::add);
        assertThat(seen).isEqualTo(numbers(1, SIZE));
        assertThat(queue).hasSize(SIZE);
    }

    @Test
    void iteratorRemovesThatVeryItem() {
        Queue<Twin> queue = newQueue();
        for (int i = 0; i < 5; i++) {
            queue.add(new Twin("same", i));
        }
        Iterator<Twin> iterator = queue.iterator();
        assertThatIllegalStateException().isThrownBy(iterator::remove);
        iterator.next();
        iterator.next();
        assertThat(iterator.next().number()).isEqualTo(2);
        iterator.remove();
        assertThatIllegalStateException().isThrownBy(iterator::remove);
        assertThat(queue.size()).isEqualTo(4);
        assertThat(iterator.next().number()).isEqualTo(3);
        assertThat(iterator.next().number()).isEqualTo(4);
        iterator.remove();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(queue).extracting(Twin::number).containsExactly(0, 1, 3);
        queue.remove(new Twin("same", -1));
        assertThat(drained(queue)).extracting(Twin::number).containsExactly(1, 3);
    }

    @Test
    void iteratorIsWeaklyConsistent() {
        Queue<Integer> queue = populated(5);
        Iterator<Integer> iterator = queue.iterator();
        assertThat(iterator.next()).isZero();
        assertThat(iterator.next()).isEqualTo(1);
        queue.poll();
        queue.poll();
        iterator.remove(); // it is gone
        assertThat(queue.remove(3)).isTrue();
        queue.add(5);
        List<Integer> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).isEqualTo(has(Trait.SHARED_MEMORY) ? List.of(2, 4) : List.of(2, 3, 4));
        assertThat(drained(queue)).containsExactly(2, 4, 5);
        Iterator<Integer> old = populated(3).iterator();
        Queue<Integer> other = populated(3);
        Iterator<Integer> cleared = other.iterator();
        other.clear();
        assertThat(cleared.next()).as("what it says it has, it has").isZero();
        assertThat(cleared.hasNext()).isEqualTo(!has(Trait.SHARED_MEMORY));
        assertThat(old.next()).isZero();
    }

    @Test
    void iteratorEndsAlthoughTheQueueGrows() {
        Queue<Integer> queue = populated(3);
        Queue<Integer> grown = newQueue();
        grown.addAll(queue);
        int turns = 0;
        for (Integer item : grown) {
            grown.add(item);
            turns++;
        }
        assertThat(turns).isEqualTo(3);
        assertThat(grown).hasSize(6);
    }

    @Test
    void itemsAreRemovedFromTheMiddleAndTheRestIsTaken() {
        Queue<Integer> queue = populated(SIZE);
        for (Iterator<Integer> iterator = queue.iterator(); iterator.hasNext(); ) {
            if (iterator.next() % 3 != 1) {
                iterator.remove();
            }
        }
        assertThat(queue.size()).isEqualTo(7);
        assertThat(queue.remainingCapacity()).isEqualTo(SIZE - 7);
        assertThat(queue).containsExactly(1, 4, 7, 10, 13, 16, 19);
        assertThat(queue.addAll(numbers(0, SIZE - 7))).isTrue();
        assertThat(queue.offer(1)).isFalse();
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(drained(queue)).hasSize(SIZE - 1).startsWith(4, 7, 10);
    }

    // ---- by value

    @Test
    void itemsAreRemovedByValue() {
        Queue<Integer> queue = populated(SIZE);
        for (int i = 1; i < SIZE; i += 2) {
            assertThat(queue.contains(i)).isTrue();
            assertThat(queue.remove(i)).isTrue();
            assertThat(queue.contains(i)).isFalse();
            assertThat(queue.remove(i)).isFalse();
            assertThat(queue.contains(i - 1)).isTrue();
        }
        for (int i = SIZE - 2; i >= 0; i -= 2) {
            assertThat(queue.remove(i + 1)).isFalse();
            assertThat(queue.remove(i)).isTrue();
        }
        assertThat(queue).isEmpty();
        assertThat(queue.peek()).isNull();
    }

    @Test
    void itemsAreComparedAsCopies() {
        Queue<List<String>> queue = newQueue();
        queue.add(new ArrayList<>(List.of("a")));
        queue.add(List.of("b"));
        assertThat(queue.contains(List.of("a"))).isTrue();
        assertThat(queue.containsAll(List.of(List.of("b"), List.of("a")))).isTrue();
        assertThat(queue.containsAll(List.of(List.of("b"), List.of("c")))).isFalse();
        assertThat(queue.remove(new ArrayList<>(List.of("b")))).isTrue();
    }

    @Test
    @SuppressWarnings("ModifyingCollectionWithItself")
    void manyAreRemovedAndRetained() {
        Queue<Integer> queue = populated(SIZE);
        assertThat(queue.containsAll(numbers(3, 8))).isTrue();
        assertThat(queue.containsAll(numbers(15, SIZE + 1))).isFalse();
        assertThat(queue.removeAll(List.of(1, 3, 99))).isTrue();
        assertThat(queue.removeAll(List.of(1, 3, 99))).isFalse();
        assertThat(queue.retainAll(numbers(0, 10))).isTrue();
        assertThat(queue.retainAll(numbers(0, 10))).isFalse();
        assertThat(queue).containsExactly(0, 2, 4, 5, 6, 7, 8, 9);
        assertThat(queue.removeIf(i -> i % 2 == 0)).isTrue();
        assertThat(queue.removeIf(i -> i % 2 == 0)).isFalse();
        assertThat(queue).containsExactly(5, 7, 9);
        assertThatThrownBy(() -> queue.removeIf(i -> {
                    if (i == 7) {
                        throw new ArithmeticException();
                    }
                    return true;
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(queue.contains(7)).isTrue();
        assertThat(queue.removeAll(queue)).isTrue();
        assertThat(queue).isEmpty();
    }

    @Test
    @SuppressWarnings("ModifyingCollectionWithItself")
    void addAllPutsUntilSomethingIsWrong() {
        Queue<Integer> queue = newQueue(3);
        assertThatNullPointerException().isThrownBy(() -> queue.addAll(Arrays.asList(1, null, 2)));
        assertThat(drained(queue)).containsExactly(1);
        assertThatIllegalStateException().isThrownBy(() -> queue.addAll(List.of(1, 2, 3, 4)));
        assertThat(drained(queue)).containsExactly(1, 2, 3);
        queue.add(1);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.addAll(queue));
        assertThat(drained(queue)).containsExactly(1);
    }

    @Test
    void queueIsClearedAndGoesOn() {
        Queue<Integer> queue = populated(SIZE);
        for (int round = 0; round < 3; round++) {
            queue.clear();
            assertThat(queue).isEmpty();
            assertThat(queue.remainingCapacity()).isEqualTo(SIZE);
            assertThat(queue.poll()).isNull();
            queue.addAll(numbers(0, SIZE));
            assertThat(queue.isFull()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("CollectionToArraySafeParameter")
    void allItemsAreShown() {
        Queue<Integer> queue = populated(SIZE);
        assertThat(queue).asString().isEqualTo(numbers(0, SIZE).toString());
        assertThat(queue.toArray())
                .isExactlyInstanceOf(Object[].class)
                .containsExactly(numbers(0, SIZE).toArray());
        assertThat(queue.toArray(new Integer[0])).hasSize(SIZE).startsWith(0, 1);
        Integer[] larger = new Integer[SIZE + 2];
        Arrays.fill(larger, -1);
        assertThat(queue.toArray(larger)).isSameAs(larger).endsWith(SIZE - 1, null, -1);
        assertThat(queue.toArray(Integer[]::new)).hasSize(SIZE);
        assertThatThrownBy(() -> queue.toArray(new String[0])).isInstanceOf(ArrayStoreException.class);
        List<Integer> seen = new ArrayList<>();
        queue.forEach(seen::add);
        assertThat(seen).isEqualTo(numbers(0, SIZE));
    }

    @Test
    void streamsSeeAllItemsInOrder() {
        Queue<Integer> queue = populated(SIZE);
        assertThat(queue.stream().filter(i -> i > 15).toList()).containsExactly(16, 17, 18, 19);
        assertThat(queue.parallelStream().collect(Collectors.toList())).isEqualTo(numbers(0, SIZE));
        assertThat(queue.spliterator().characteristics() & (Spliterator.ORDERED | Spliterator.NONNULL))
                .isEqualTo(Spliterator.ORDERED | Spliterator.NONNULL);
        assertThat(queue.spliterator().hasCharacteristics(Spliterator.CONCURRENT))
                .isTrue();
        assertThat(queue).hasSize(SIZE);
    }

    /** A spliterator that promises its size makes a stream fail when others take meanwhile. */
    @Test
    void streamsEndWhileOthersTake() {
        Queue<Integer> queue = populated(SIZE);
        Object[] rest = queue.stream()
                .peek(item -> queue.poll())
                .peek(item -> queue.poll())
                .toArray();
        assertThat(rest.length).isBetween(1, has(Trait.SHARED_MEMORY) ? SIZE - 1 : SIZE);
    }

    // ---- draining

    @Test
    void itemsAreDrained() {
        Queue<Integer> queue = populated(SIZE);
        List<Integer> sink = new ArrayList<>(List.of(-1));
        for (int none : new int[] {0, -1, -42, Integer.MIN_VALUE}) {
            assertThat(queue.drainTo(sink, none)).isZero();
        }
        assertThat(queue.drainTo(sink, 7)).isEqualTo(7);
        assertThat(sink).containsExactly(-1, 0, 1, 2, 3, 4, 5, 6);
        assertThat(queue.size()).isEqualTo(SIZE - 7);
        assertThat(queue.drainTo(sink, Integer.MAX_VALUE)).isEqualTo(SIZE - 7);
        assertThat(queue.drainTo(sink)).isZero();
        assertThat(sink).hasSize(SIZE + 1);
    }

    @Test
    void queueIsNotDrainedIntoItself() {
        Queue<Integer> queue = populated(3);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.drainTo(queue, 0));
        assertThat(queue).containsExactly(0, 1, 2);
        Queue<Integer> other = newQueue();
        assertThat(queue.drainTo(other)).isEqualTo(3);
        assertThat(other).containsExactly(0, 1, 2);
    }

    @Test
    void failingTargetEndsTheDraining() {
        Queue<Integer> queue = populated(3);
        assertThatThrownBy(() -> queue.drainTo(Collections.emptySet()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(queue.size()).isGreaterThanOrEqualTo(2);
    }

    // ---- everything together

    /** Against a queue that is right, with items that fill several pieces of memory. */
    @Test
    void anySequenceOfStepsGoesAsInTheJdk() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Queue<String> queue = newQueue(200);
        ArrayDeque<String> model = new ArrayDeque<>();
        for (int step = 0; step < times(6_000); step++) {
            String what = "seed " + seed + ", step " + step;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    String item = random.nextInt(30) + "x".repeat(1 << random.nextInt(16));
                    boolean room = model.size() < 200;
                    assertThat(queue.offer(item)).as(what).isEqualTo(room);
                    if (room) {
                        model.add(item);
                    }
                }
                case 4, 5, 6 -> assertThat(queue.poll()).as(what).isEqualTo(model.poll());
                case 7 -> assertThat(queue.peek()).as(what).isEqualTo(model.peek());
                case 8 -> removeSome(queue, model, random, what);
                default -> removeOne(queue, model, random, what);
            }
            assertThat(queue.size()).as(what).isEqualTo(model.size());
        }
        assertThat(drained(queue)).containsExactlyElementsOf(model);
    }

    private static void removeSome(Queue<String> queue, ArrayDeque<String> model, Random random, String what) {
        if (random.nextInt(20) != 0) {
            return;
        }
        int seed = random.nextInt();
        Random one = new Random(seed);
        Random other = new Random(seed);
        queue.removeIf(item -> one.nextInt(3) == 0);
        model.removeIf(item -> other.nextInt(3) == 0);
        assertThat(queue).as(what).containsExactlyElementsOf(model);
        if (random.nextInt(10) == 0) {
            queue.clear();
            model.clear();
        }
    }

    private static void removeOne(Queue<String> queue, ArrayDeque<String> model, Random random, String what) {
        if (!model.isEmpty()) {
            String item = model.stream()
                    .skip(random.nextInt(model.size()))
                    .findFirst()
                    .orElseThrow();
            assertThat(queue.remove(item)).as(what).isEqualTo(model.remove(item));
        }
    }

    /** Each of many equal removals takes one item, and no item is taken twice. */
    @Test
    void eachItemIsRemovedOnce() throws Exception {
        int items = 100;
        Queue<Integer> queue = populated(items);
        List<Aside<Integer>> removers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            boolean polls = t == 3;
            removers.add(Aside.call(() -> {
                int removed = 0;
                for (int i = items - 1; i >= 0; i--) {
                    removed += (polls ? queue.poll() != null : queue.remove(i)) ? 1 : 0;
                }
                return removed;
            }));
        }
        int sum = 0;
        for (Aside<Integer> remover : removers) {
            sum += remover.result();
        }
        assertThat(sum).isEqualTo(items);
        assertThat(queue).isEmpty();
    }
}
