package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.conformance.memory.Primitive.call;
import static org.multiprocessing.conformance.memory.Primitive.elements;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.memory.CharArray;
import org.multiprocessing.memory.DoubleArray;
import org.multiprocessing.memory.Guarded;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.LongArray;
import org.multiprocessing.process.Process;

/** Arrays of each primitive type. */
@Tag("core")
public abstract class ArrayContract implements Contract {
    private static final int LENGTH = 7;

    static Stream<Primitive> numbers() {
        return Stream.of(Primitive.values()).filter(Primitive::hasArithmetic);
    }

    static Stream<Primitive> ordered() {
        return Stream.of(Primitive.values()).filter(primitive -> primitive != Primitive.BOOLEAN);
    }

    /** Whether or not it fits a cell; none at all is a length, too. */
    @ParameterizedTest
    @EnumSource
    void freshArrayIsZero(Primitive primitive) {
        for (int length : new int[] {0, 1, LENGTH, 32, 33, 1000}) {
            try (Guarded array = primitive.array(context(), length)) {
                assertThat(call(array, "length")).isEqualTo(length);
                assertThat(elements(array)).isEqualTo(Collections.nCopies(length, primitive.zero));
                if (has(Trait.SHARED_MEMORY)) {
                    assertThat(array.segment().byteSize()).isEqualTo((long) length * primitive.bytes);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void negativeLengthIsRefused(Primitive primitive) {
        assertThatThrownBy(() -> primitive.array(context(), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an array of length -1; at least 0 is allowed");
    }

    @ParameterizedTest
    @EnumSource
    void eachElementIsItsOwn(Primitive primitive) {
        try (Guarded array = primitive.array(context(), LENGTH)) {
            for (int i = 0; i < LENGTH; i++) {
                call(array, "set", i, i % 2 == 0 ? primitive.highest : primitive.lowest);
            }
            call(array, "set", 3, primitive.zero);
            for (int i = 0; i < LENGTH; i++) {
                Object expected = i == 3 ? primitive.zero : i % 2 == 0 ? primitive.highest : primitive.lowest;
                assertThat(call(array, "get", i)).isEqualTo(expected);
            }
        }
    }

    /** Also those that share a word of memory with others, whose bits stay as they are. */
    @ParameterizedTest
    @EnumSource
    void compareAndSetChangesOneElement(Primitive primitive) {
        try (Guarded array = primitive.array(context(), LENGTH)) {
            call(array, "fill", primitive.highest);
            for (int i = 0; i < LENGTH; i++) {
                assertThat(call(array, "compareAndSet", i, primitive.zero, primitive.five))
                        .isEqualTo(false);
                assertThat(call(array, "compareAndSet", i, primitive.highest, primitive.zero))
                        .isEqualTo(true);
                List<Object> expected = new ArrayList<>(Collections.nCopies(LENGTH, primitive.highest));
                Collections.fill(expected.subList(0, i + 1), primitive.zero);
                assertThat(elements(array)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void additionsChangeOneElement(Primitive primitive) {
        try (Guarded array = primitive.array(context(), LENGTH)) {
            call(array, "set", 2, primitive.five);
            assertThat(call(array, "getAndAdd", 2, primitive.of(-6))).isEqualTo(primitive.five);
            assertThat(call(array, "addAndGet", 2, primitive.of(-6))).isEqualTo(primitive.of(-7));
            assertThat(elements(array))
                    .isEqualTo(List.of(
                            primitive.zero,
                            primitive.zero,
                            primitive.of(-7),
                            primitive.zero,
                            primitive.zero,
                            primitive.zero,
                            primitive.zero));
        }
    }

    /** A step at one element of a word loses none at its neighbours: neither atomic ones nor plain writes. */
    @ParameterizedTest
    @EnumSource
    void neighboursDoNotDisturbEachOther(Primitive primitive) throws Exception {
        int steps = times(4001);
        try (Guarded array = primitive.array(context(), 4)) {
            Thread first = Thread.startVirtualThread(() -> step(primitive, array, 0, steps));
            Thread second = Thread.startVirtualThread(() -> step(primitive, array, 1, steps));
            Object last = primitive.zero;
            for (int i = 0; i < steps; i++) {
                assertThat(call(array, "get", 2)).isEqualTo(last);
                last = primitive.next(last);
                call(array, "set", 2, last);
            }
            Await.join("the first", first);
            Await.join("the second", second);
            Object sum = primitive.of(steps);
            assertThat(elements(array)).isEqualTo(List.of(sum, sum, sum, primitive.zero));
        }
    }

    private static void step(Primitive primitive, Guarded array, int index, int steps) {
        for (int i = 0; i < steps; i++) {
            Object old = call(array, "get", index);
            while (!(boolean) call(array, "compareAndSet", index, old, primitive.next(old))) {
                old = call(array, "get", index);
            }
        }
    }

    // ---- what is checked

    @ParameterizedTest
    @EnumSource
    void indexOutsideIsRefused(Primitive primitive) {
        try (Guarded array = primitive.array(context(), LENGTH)) {
            for (int index : new int[] {-1, LENGTH, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                refused(index, () -> call(array, "get", index));
                refused(index, () -> call(array, "set", index, primitive.zero));
                refused(index, () -> call(array, "compareAndSet", index, primitive.zero, primitive.zero));
                if (primitive.hasArithmetic()) {
                    refused(index, () -> call(array, "getAndAdd", index, primitive.zero));
                    refused(index, () -> call(array, "addAndGet", index, primitive.zero));
                }
            }
        }
    }

    private static void refused(int index, Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(String.valueOf(index))
                .hasMessageContaining("length " + LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void rangeOutsideIsRefused(Primitive primitive) {
        Object plain = primitive.plain(Collections.nCopies(3, primitive.five).toArray());
        try (Guarded array = primitive.array(context(), LENGTH)) {
            for (int[] range : new int[][] {{-1, 3}, {2, LENGTH + 1}, {3, 2}, {LENGTH + 1, LENGTH + 1}}) {
                outOfBounds(() -> call(array, "toArray", range[0], range[1]));
                if (primitive != Primitive.BOOLEAN) {
                    outOfBounds(() -> call(array, "sort", range[0], range[1]));
                }
            }
            outOfBounds(() -> call(array, "copyFrom", plain, 0, 0, 4));
            outOfBounds(() -> call(array, "copyFrom", plain, 1, 0, 3));
            outOfBounds(() -> call(array, "copyFrom", plain, -1, 0, 1));
            outOfBounds(() -> call(array, "copyFrom", plain, 0, LENGTH - 2, 3));
            outOfBounds(() -> call(array, "copyFrom", plain, 0, -1, 1));
            outOfBounds(() -> call(array, "copyFrom", plain, 0, 0, -1));
            assertThatThrownBy(() -> call(array, "setAll", plain))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3 values for an array of length 7");
            assertThat(elements(array)).containsOnly(primitive.zero);
        }
    }

    private static void outOfBounds(Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("length");
    }

    // ---- several at once

    /** CPython test_array: slices. */
    @ParameterizedTest
    @EnumSource
    void rangesAreCopiedInAndOut(Primitive primitive) {
        for (int length : new int[] {LENGTH, 1000}) {
            List<Object> values = IntStream.range(0, length)
                    .mapToObj(i -> primitive.of(i % 100))
                    .toList();
            try (Guarded array = primitive.array(context(), length)) {
                call(array, "setAll", primitive.plain(values.toArray()));
                assertThat(elements(array)).isEqualTo(values);
                assertThat(Primitive.list(call(array, "toArray", 2, length - 1)))
                        .isEqualTo(values.subList(2, length - 1));
                assertThat(Primitive.list(call(array, "toArray", 3, 3))).isEmpty();
                call(array, "copyFrom", primitive.plain(primitive.lowest, primitive.highest, primitive.zero), 1, 4, 2);
                List<Object> expected = new ArrayList<>(values);
                expected.set(4, primitive.highest);
                expected.set(5, primitive.zero);
                assertThat(elements(array)).isEqualTo(expected);
                call(array, "fill", primitive.five);
                assertThat(elements(array)).isEqualTo(Collections.nCopies(length, primitive.five));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void sortingIsInPlace(Primitive primitive) {
        Object[] values = {
            primitive.of(9),
            primitive.highest,
            primitive.of(3),
            primitive.zero,
            primitive.five,
            primitive.lowest,
            primitive.of(1)
        };
        List<Object> range = new ArrayList<>(Arrays.asList(values));
        range.subList(1, 5).sort(null);
        List<Object> all = new ArrayList<>(Arrays.asList(values));
        all.sort(null);
        try (Guarded array = primitive.array(context(), LENGTH)) {
            call(array, "setAll", primitive.plain(values));
            call(array, "sort", 1, 5);
            assertThat(elements(array)).isEqualTo(range);
            call(array, "sort");
            assertThat(elements(array)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void iteratorReadsEachElementWhenItIsAskedForIt(Primitive primitive) {
        try (Guarded array = primitive.array(context(), 2)) {
            Iterator<?> iterator = ((Iterable<?>) array).iterator();
            assertThat(iterator.next()).isEqualTo(primitive.zero);
            call(array, "set", 1, primitive.five);
            assertThat(iterator.next()).isEqualTo(primitive.five);
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void streamsReadTheElements() {
        try (IntArray ints = context().intArrayOf(1, 2, 3);
                LongArray longs = context().longArrayOf(1, 2, 3);
                DoubleArray doubles = context().doubleArrayOf(1, 2, 3)) {
            assertThat(ints.stream().sum()).isEqualTo(6);
            assertThat(longs.stream().sum()).isEqualTo(6);
            assertThat(doubles.stream().sum()).isEqualTo(6);
        }
    }

    @Test
    void arraysAreMadeOfValues() {
        Context context = context();
        try (Guarded floats = context.floatArrayOf(1, 2);
                Guarded bytes = context.byteArrayOf((byte) 1, (byte) 2);
                CharArray text = context.charArrayOf("text");
                Guarded none = context.intArrayOf()) {
            assertThat(elements(floats)).containsExactly(1f, 2f);
            assertThat(elements(bytes)).containsExactly((byte) 1, (byte) 2);
            assertThat(new String(text.toArray())).isEqualTo("text");
            assertThat(elements(none)).isEmpty();
        }
    }

    @Test
    void textShowsTheFirstElements() {
        try (IntArray few = context().intArrayOf(1, 2, 3);
                IntArray many = context().intArray(1000)) {
            assertThat(few).hasToString("IntArray[1, 2, 3]");
            assertThat(many).hasToString("IntArray[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ... 1000 in all]");
        }
    }

    // ---- between processes

    /** CPython test_array: each element becomes the sum up to it. */
    @Test
    void childComputesInPlace() throws Exception {
        try (IntArray array = context().intArrayOf(680, 626, 934, 821, 150, 233, 548, 982, 714, 831)) {
            Process child = context().process(ArrayContract::accumulate, array).start();
            assertThat(child.join(Delays.LONG)).as("ended").isTrue();
            assertThat(array.toArray()).containsExactly(680, 1306, 2240, 3061, 3211, 3444, 3992, 4974, 5688, 6519);
        }
    }

    private static void accumulate(IntArray array) {
        for (int i = 1; i < array.length(); i++) {
            array.addAndGet(i, array.get(i - 1));
        }
    }

    /** Two processes at two elements of one word, and both at a third. */
    @Test
    void processesAddAtomicallyToElements() throws Exception {
        List<Guarded> arrays = numbers().map(type -> type.array(context(), 4)).toList();
        int additions = times(10_000);
        Process first =
                context().process(ArrayContract::add, arrays, 0, additions).start();
        Process second =
                context().process(ArrayContract::add, arrays, 1, additions).start();
        for (Process child : List.of(first, second)) {
            assertThat(child.join(Delays.LONG)).as("ended").isTrue();
            assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
        }
        List<Primitive> types = numbers().toList();
        for (int i = 0; i < arrays.size(); i++) {
            Primitive type = types.get(i);
            assertThat(elements(arrays.get(i)))
                    .isEqualTo(List.of(type.of(additions), type.of(additions), type.of(2L * additions), type.zero));
            arrays.get(i).free();
        }
    }

    private static void add(List<Guarded> arrays, int index, int additions) {
        List<Primitive> types = numbers().toList();
        for (int n = 0; n < additions; n++) {
            for (int i = 0; i < arrays.size(); i++) {
                call(arrays.get(i), "getAndAdd", index, types.get(i).of(1));
                call(arrays.get(i), "getAndAdd", 2, types.get(i).of(1));
            }
        }
    }
}
