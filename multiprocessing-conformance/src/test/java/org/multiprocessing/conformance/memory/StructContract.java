package org.multiprocessing.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Held;

/** Records in shared memory. */
@Tag("core")
public abstract class StructContract implements Contract {
    record All(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Pair(long first, long second) {}

    record Positive(int value) {
        Positive {
            if (value < 1) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    record WithText(int number, String text) {}

    record WithList(List<Integer> items) {}

    record Empty() {}

    private static final All SAMPLE = new All(true, (byte) -1, (short) -2, 'x', -3, -4, -5.5f, Double.NaN);

    @Test
    void everyPrimitiveTypeIsAllowed() {
        try (StructValue<All> value = context().struct(SAMPLE)) {
            assertThat(value.get()).isEqualTo(SAMPLE);
            All other = new All(false, (byte) 1, (short) 2, 'y', 3, 4, 5.5f, 6);
            value.set(other);
            assertThat(value.get()).isEqualTo(other);
            assertThat(value.updateAndGet(old -> SAMPLE)).isEqualTo(SAMPLE);
            assertThat(value.get()).isEqualTo(SAMPLE);
        }
        try (StructValue<Empty> empty = context().struct(new Empty())) {
            assertThat(empty.get()).isEqualTo(new Empty());
        }
    }

    /** CPython test_sharedctypes: as a C compiler would lay them out. */
    @Test
    void componentsLieAsInC() {
        needs(Trait.SHARED_MEMORY);
        try (StructValue<All> value = context().struct(SAMPLE)) {
            MemorySegment memory = value.segment();
            assertThat(memory.byteSize()).isEqualTo(40);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) -1);
            assertThat(memory.get(ValueLayout.JAVA_SHORT, 2)).isEqualTo((short) -2);
            assertThat(memory.get(ValueLayout.JAVA_CHAR, 4)).isEqualTo('x');
            assertThat(memory.get(ValueLayout.JAVA_INT, 8)).isEqualTo(-3);
            assertThat(memory.get(ValueLayout.JAVA_LONG, 16)).isEqualTo(-4);
            assertThat(memory.get(ValueLayout.JAVA_FLOAT, 24)).isEqualTo(-5.5f);
            assertThat(memory.get(ValueLayout.JAVA_DOUBLE, 32)).isNaN();
        }
    }

    @Test
    void otherComponentsAreRefused() {
        assertThatThrownBy(() -> context().struct(new WithText(1, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component text of " + WithText.class.getName())
                .hasMessageContaining("has type java.lang.String")
                .hasMessageContaining("boolean, byte, short, char, int, long, float and double only");
        assertThatThrownBy(() -> context().structArray(WithList.class, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.List<java.lang.Integer>");
        assertThatThrownBy(() -> context().structArray(Pair.class, -1)).hasMessageContaining("length -1");
    }

    /** The record's own checks hold for what is in the memory, too. */
    @Test
    void recordThatRefusesTheMemorySaysSo() {
        try (StructArray<Positive> array = context().structArray(Positive.class, 1)) {
            assertThatThrownBy(() -> array.get(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not positive: 0")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(array.guard().isLocked()).isFalse();
            array.set(0, new Positive(1));
            assertThat(array.get(0)).isEqualTo(new Positive(1));
        }
    }

    @Test
    void failingUpdateLeavesTheRecord() {
        try (StructValue<Pair> value = context().struct(new Pair(1, 2))) {
            assertThatThrownBy(() -> value.updateAndGet(old -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(value.get()).isEqualTo(new Pair(1, 2));
            assertThat(value.guard().isLocked()).isFalse();
        }
    }

    @Test
    void arrayOfStructs() {
        try (StructArray<Pair> array = context().structArray(Pair.class, 3)) {
            array.set(1, new Pair(1, 2));
            assertThat(array.updateAndGet(2, old -> new Pair(old.first() + 5, 6)))
                    .isEqualTo(new Pair(5, 6));
            assertThat(array).containsExactly(new Pair(0, 0), new Pair(1, 2), new Pair(5, 6));
            assertThat(array.stream().mapToLong(Pair::second).sum()).isEqualTo(8);
            assertThat(array.length()).isEqualTo(3);
            if (has(Trait.SHARED_MEMORY)) {
                assertThat(array.segment().byteSize()).isEqualTo(48);
            }
            for (int index : new int[] {-1, 3}) {
                assertThatThrownBy(() -> array.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> array.set(index, new Pair(1, 1)))
                        .isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> array.updateAndGet(index, old -> old))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(array.toString()).startsWith("StructArray[Pair[first=0");
        }
    }

    /** A child writes records whose components are equal; whoever reads sees no other. */
    @Test
    void recordIsNeverTorn() throws Exception {
        int times = times(10_000);
        try (StructValue<Pair> value = context().struct(new Pair(0, 0))) {
            Process child =
                    context().process(StructContract::writePairs, value, times).start();
            AtomicBoolean torn = new AtomicBoolean();
            while (child.isAlive()) {
                Pair pair = value.get();
                torn.compareAndSet(false, pair.first() != pair.second());
            }
            assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
            assertThat(torn).isFalse();
            assertThat(value.get()).isEqualTo(new Pair(times - 1, times - 1));
        }
    }

    private static void writePairs(StructValue<Pair> value, int times) {
        for (int i = 0; i < times; i++) {
            value.set(new Pair(i, i));
        }
    }

    @Test
    void processesUpdateWithoutLoss() throws Exception {
        int times = times(2000);
        try (StructArray<Pair> array = context().structArray(Pair.class, 2)) {
            List<Process> children = List.of(
                    context().process(StructContract::countUp, array, times).start(),
                    context().process(StructContract::countUp, array, times).start());
            for (Process child : children) {
                assertThat(child.join(Delays.LONG)).as("ended").isTrue();
                assertThat(child.exitCode()).as("%s", child.exitReport()).hasValue(0);
            }
            assertThat(array.get(1)).isEqualTo(new Pair(2L * times, -2L * times));
        }
    }

    private static void countUp(StructArray<Pair> array, int times) {
        for (int i = 0; i < times; i++) {
            array.updateAndGet(1, old -> new Pair(old.first() + 1, old.second() - 1));
        }
    }

    /** get and set are steps of a larger one for the holder of the guard; others wait. */
    @Test
    void holderOfTheGuardIsAlone() throws Exception {
        try (StructValue<Pair> value = context().struct(new Pair(1, 1))) {
            Thread other;
            try (Held _ = value.hold()) {
                other = Thread.ofVirtual().unstarted(() -> value.set(new Pair(3, 3)));
                other.start();
                value.set(new Pair(value.get().first() + 1, 2));
                Delays.pass(Delays.SHORT);
                assertThat(value.get()).isEqualTo(new Pair(2, 2));
            }
            Await.join("the other", other);
            assertThat(value.get()).isEqualTo(new Pair(3, 3));
        }
    }
}
