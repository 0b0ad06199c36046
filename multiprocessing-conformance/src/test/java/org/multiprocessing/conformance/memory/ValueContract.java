package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.conformance.memory.Primitive.call;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.memory.DoubleValue;
import org.multiprocessing.memory.FloatValue;
import org.multiprocessing.memory.Guarded;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.process.Process;

/** Values of each primitive type. */
@Tag("core")
public abstract class ValueContract implements Contract {
    private static final int ADDITIONS = 20_000;

    static Stream<Primitive> numbers() {
        return Stream.of(Primitive.values()).filter(Primitive::hasArithmetic);
    }

    static Stream<Primitive> integers() {
        return Stream.of(Primitive.values()).filter(Primitive::isInteger);
    }

    @ParameterizedTest
    @EnumSource
    void valueIsWhatWasSetLast(Primitive primitive) {
        try (Guarded value = primitive.value(context(), primitive.five)) {
            assertThat(call(value, "get")).isEqualTo(primitive.five);
            for (Object next : List.of(primitive.lowest, primitive.highest, primitive.zero)) {
                call(value, "set", next);
                assertThat(call(value, "get")).isEqualTo(next);
            }
            assertThat(call(value, "getAndSet", primitive.highest)).isEqualTo(primitive.zero);
            assertThat(call(value, "getAndSet", primitive.lowest)).isEqualTo(primitive.highest);
            assertThat(call(value, "get")).isEqualTo(primitive.lowest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compareAndSetSetsWhatIsAsExpected(Primitive primitive) {
        try (Guarded value = primitive.value(context(), primitive.zero)) {
            assertThat(call(value, "compareAndSet", primitive.highest, primitive.five))
                    .isEqualTo(false);
            assertThat(call(value, "get")).isEqualTo(primitive.zero);
            assertThat(call(value, "compareAndSet", primitive.zero, primitive.lowest))
                    .isEqualTo(true);
            assertThat(call(value, "compareAndSet", primitive.lowest, primitive.highest))
                    .isEqualTo(true);
            assertThat(call(value, "compareAndSet", primitive.highest, primitive.zero))
                    .isEqualTo(true);
        }
    }

    @Test
    void numbersWithAPointAreComparedByTheirBits() {
        try (DoubleValue value = context().doubleValue(-0.0);
                FloatValue small = context().floatValue(-0.0f)) {
            assertThat(value.compareAndSet(0.0, 1)).isFalse();
            assertThat(value.compareAndSet(-0.0, Double.NaN)).isTrue();
            assertThat(value.compareAndSet(Double.NaN, 2)).isTrue();
            assertThat(small.compareAndSet(0.0f, 1)).isFalse();
            assertThat(small.compareAndSet(-0.0f, Float.NaN)).isTrue();
            assertThat(small.compareAndSet(Float.NaN, 2)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void additionsReturnTheValueBeforeOrAfter(Primitive primitive) {
        try (Guarded value = primitive.value(context(), primitive.five)) {
            assertThat(call(value, "getAndAdd", primitive.of(2))).isEqualTo(primitive.of(5));
            assertThat(call(value, "addAndGet", primitive.of(-10))).isEqualTo(primitive.of(-3));
            assertThat(call(value, "get")).isEqualTo(primitive.of(-3));
        }
    }

    @ParameterizedTest
    @MethodSource("integers")
    void arithmeticWraps(Primitive primitive) {
        try (Guarded value = primitive.value(context(), primitive.highest)) {
            assertThat(call(value, "addAndGet", primitive.of(1))).isEqualTo(primitive.lowest);
            assertThat(call(value, "getAndAdd", primitive.of(-1))).isEqualTo(primitive.lowest);
            assertThat(call(value, "get")).isEqualTo(primitive.highest);
        }
    }

    @Test
    void intAndLongHaveTheOtherNamesOfAtomicInteger() {
        try (IntValue i = context().intValue(1);
                LongValue l = context().longValue(1)) {
            assertThat(List.of(
                            i.incrementAndGet(), i.getAndIncrement(), i.decrementAndGet(), i.updateAndGet(v -> v * 5)))
                    .containsExactly(2, 2, 2, 10);
            assertThat(List.of(
                            l.incrementAndGet(), l.getAndIncrement(), l.decrementAndGet(), l.updateAndGet(v -> v * 5)))
                    .containsExactly(2L, 2L, 2L, 10L);
            assertThatThrownBy(() -> i.updateAndGet(v -> Math.divideExact(v, 0)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(i.get()).isEqualTo(10);
        }
    }

    /** The guard is free while the function runs: it may take as long as it likes. */
    @Test
    void updateRunsAgainIfTheValueHasChangedMeanwhile() {
        try (IntValue value = context().intValue(1)) {
            List<Integer> seen = new ArrayList<>();
            assertThat(value.updateAndGet(old -> {
                        seen.add(old);
                        value.compareAndSet(1, 100);
                        return old + 1;
                    }))
                    .isEqualTo(101);
            assertThat(seen).containsExactly(1, 100);
        }
    }

    /** All eight types: no step of any thread is lost. */
    @ParameterizedTest
    @EnumSource
    void threadsChangeItAtomically(Primitive primitive) throws Exception {
        int steps = times(5000);
        try (Guarded value = primitive.value(context(), primitive.zero)) {
            Thread first = Thread.startVirtualThread(() -> step(primitive, value, steps));
            Thread second = Thread.startVirtualThread(() -> step(primitive, value, steps + 1));
            Await.join("the first", first);
            Await.join("the second", second);
            assertThat(call(value, "get")).isEqualTo(primitive.of(2 * steps + 1));
        }
    }

    private static void step(Primitive primitive, Guarded value, int steps) {
        for (int i = 0; i < steps; i++) {
            Object old = call(value, "get");
            while (!(boolean) call(value, "compareAndSet", old, primitive.next(old))) {
                old = call(value, "get");
            }
        }
    }

    /** Two processes add to a value of each type at once; nothing is lost. */
    @Test
    void processesAddAtomically() throws Exception {
        List<Guarded> values = numbers()
                .map(primitive -> primitive.value(context(), primitive.zero))
                .toList();
        int additions = times(ADDITIONS);
        Process first = context().process(ValueContract::add, values, additions).start();
        Process second =
                context().process(ValueContract::add, values, additions).start();
        for (Process child : List.of(first, second)) {
            assertThat(child.join(Delays.LONG)).as("ended").isTrue();
            assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
        }
        List<Primitive> numbers = numbers().toList();
        for (int i = 0; i < values.size(); i++) {
            assertThat(call(values.get(i), "get"))
                    .as(numbers.get(i).toString())
                    .isEqualTo(numbers.get(i).of(2L * additions));
            values.get(i).free();
        }
    }

    private static void add(List<Guarded> values, int additions) {
        List<Primitive> numbers = numbers().toList();
        for (int n = 0; n < additions; n++) {
            for (int i = 0; i < values.size(); i++) {
                call(values.get(i), "getAndAdd", numbers.get(i).of(1));
            }
        }
    }

    /** CPython test_getobj_getlock. */
    @ParameterizedTest
    @EnumSource
    void segmentIsTheMemoryOfTheValue(Primitive primitive) {
        needs(Trait.SHARED_MEMORY);
        try (Guarded value = primitive.value(context(), primitive.zero)) {
            assertThat(value.segment().byteSize()).isEqualTo(primitive.bytes);
            value.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            Object seen = call(value, "get");
            assertThat(seen).isNotEqualTo(primitive.zero);
            if (primitive.isInteger()) {
                assertThat(seen).as("little-endian").isEqualTo(primitive.of(1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void textShowsTypeAndValue(Primitive primitive) {
        try (Guarded value = primitive.value(context(), primitive.five)) {
            assertThat(value.toString())
                    .isEqualTo(Primitive.interfaceOf(value).getSimpleName() + "[" + primitive.five + "]");
        }
    }
}
