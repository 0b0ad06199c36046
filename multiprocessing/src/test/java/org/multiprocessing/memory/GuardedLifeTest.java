package org.multiprocessing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.ObjectClosedException;

/** Cells, files and handles of values and arrays, seen from inside. */
class GuardedLifeTest {
    record Wide(
            long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m) {}

    record Pair(int a, int b) {}

    private final Set<Cell> before = new HashSet<>();

    @BeforeEach
    void note() {
        Cells.shared().each(SlabLayout.KIND_GUARDED, before::add);
    }

    @AfterEach
    void freeWhatIsLeft() {
        taken().forEach(Cells.shared()::free);
    }

    private List<Cell> taken() {
        List<Cell> cells = new ArrayList<>();
        Cells.shared().each(SlabLayout.KIND_GUARDED, cells::add);
        cells.removeAll(before);
        return cells;
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Session.current().folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("data-"))
                    .toList();
        }
    }

    private static void collectUntil(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Object copy(Object value) throws Exception {
        Encoder out = new Encoder();
        out.write(value);
        return new Decoder(GuardedLifeTest.class.getClassLoader())
                .wrap(out.array(), 0, out.length())
                .read();
    }

    /** CPython _TestHeap: in any order, with some alive all the time. */
    @Test
    void tenThousandLeaveNeitherCellNorFile() throws Exception {
        List<Guarded> alive = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            alive.add(i % 100 == 0 ? SharedValues.longArray(true, 100) : SharedValues.longValue(true, i));
            if (alive.size() > 200) {
                alive.remove(i * 31 % alive.size()).free();
            }
        }
        assertThat(taken()).hasSize(200);
        alive.forEach(Guarded::close);
        assertThat(taken()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void unsentOneGoesWithItsJavaObject() throws Exception {
        SharedValues.intValue(true, 5).getAndAdd(1);
        SharedValues.intArray(true, 1000).fill(1);
        assertThat(taken()).hasSizeLessThanOrEqualTo(2);
        collectUntil("both freed", () -> taken().isEmpty());
        assertThat(files()).isEmpty();
    }

    @Test
    void sentOneStaysWithoutItsJavaObject() throws Exception {
        copy(SharedValues.intValue(true, 5));
        SharedValues.intValue(true, 6).set(7);
        collectUntil("the other freed", () -> taken().size() == 1);
        try (IntValue left = new CellIntValue(taken().getFirst())) {
            assertThat(left.get()).isEqualTo(5);
        }
    }

    /** Otherwise whoever writes to the segment would write into the next user's cell. */
    @Test
    void valueWhoseMemoryWasGivenOutStays() {
        MemorySegment memory = SharedValues.intValue(true, 5).segment();
        SharedValues.intValue(true, 6).set(7);
        collectUntil("the other freed", () -> taken().size() == 1);
        assertThat(memory.get(ValueLayout.JAVA_INT, 0)).isEqualTo(5);
    }

    /** A file's memory is nobody else's, ever. */
    @Test
    void memoryOfAnArrayWithAFileLastsLongerThanTheArray() {
        IntArray array = SharedValues.intArray(true, 1000);
        MemorySegment memory = array.segment();
        array.set(999, 5);
        array.close();
        assertThat(memory.getAtIndex(ValueLayout.JAVA_INT, 999)).isEqualTo(5);
        assertThat(taken()).isEmpty();
    }

    @Test
    void handleLeadsToTheSameObject() throws Exception {
        try (IntValue value = SharedValues.intValue(true, 5);
                IntArray array = SharedValues.intArray(true, 1000);
                StructArray<Pair> structs = SharedValues.structArray(true, Pair.class, 100)) {
            assertThat(copy(value)).isEqualTo(value).hasSameHashCodeAs(value);
            assertThat(copy(array)).as("mapped once").isSameAs(array);
            assertThat(copy(structs)).isSameAs(structs);
        }
    }

    /** Of a class that only the JDK's serialization takes. */
    @SuppressWarnings("serial") // as programs have it
    static final class Holder implements Serializable {
        final IntValue value;

        Holder(IntValue value) {
            this.value = value;
        }
    }

    @Test
    void objectTravelsInsideOfOthers() throws Exception {
        try (IntValue value = SharedValues.intValue(true, 5)) {
            assertThat(((Holder) copy(new Holder(value))).value).isEqualTo(value);
        }
    }

    @Test
    void handleOfWhatHasBeenFreedIsRefused() throws Exception {
        for (Guarded object : List.of(SharedValues.intValue(true, 5), SharedValues.intArray(true, 1000))) {
            Encoder out = new Encoder();
            out.write(object);
            object.free();
            assertThatThrownBy(() -> new Decoder(GuardedLifeTest.class.getClassLoader())
                            .wrap(out.array(), 0, out.length())
                            .read())
                    .hasStackTraceContaining(ObjectClosedException.class.getName());
            assertThatThrownBy(() -> copy(object)).hasStackTraceContaining(ObjectClosedException.class.getName());
        }
    }

    /** The same class name may be another class over there. */
    @Test
    void recordThatDiffersIsRefused() {
        try (StructValue<Pair> value = SharedValues.struct(true, new Pair(1, 2))) {
            Cell cell = ((GuardedObject) value).cell();
            Encoder out = new Encoder();
            out.writeByte(GuardedHandles.STRUCT_VALUE);
            out.writeInt(cell.number());
            out.writeInt(cell.generation());
            out.write(Pair.class);
            out.writeString("Pair(int a, long b)");
            Decoder in = new Decoder(GuardedLifeTest.class.getClassLoader()).wrap(out.array(), 0, out.length());
            assertThatThrownBy(() -> GuardedHandles.find(in))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is Pair(int a, int b) here")
                    .hasMessageContaining("sent as Pair(int a, long b)");
        }
    }

    @Test
    void javaSerializationIsRefused() throws Exception {
        try (IntValue value = SharedValues.intValue(true, 5);
                ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(value)).isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void arrayWithoutSpaceIsRefusedWithNumbersAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> SharedValues.structArray(true, Wide.class, Integer.MAX_VALUE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("223338299288");
        assertThat(taken()).isEmpty();
        assertThat(files()).isEmpty();
    }
}
