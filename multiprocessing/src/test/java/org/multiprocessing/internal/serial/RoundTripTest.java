package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a value arrives equal, of the class that it is promised to have. */
@SuppressWarnings({"serial", "JdkObsolete", "ArrayRecordComponent"}) // programs are not written for these lints
class RoundTripTest {

    static Stream<Object> scalars() {
        return Stream.of(
                true,
                false,
                (byte) -1,
                Byte.MIN_VALUE,
                (short) -2,
                Short.MAX_VALUE,
                'x',
                '\uffff',
                0,
                -1,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                0L,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                0x0102030405060708L,
                -0.0f,
                Float.NaN,
                Float.MIN_VALUE,
                -0.0,
                Double.NaN,
                Double.MAX_VALUE,
                "",
                "ascii",
                "latin1 \u00e4\u00ff",
                "wide \u20ac \ud83d\ude00",
                "unpaired \ud83d and \ude00 reversed \ude00\ud83d",
                "\0",
                "x".repeat(100_000),
                "\u4e2d".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void scalarArrivesEqual(Object value) throws Exception {
        assertThat(Codec.copy(value)).isEqualTo(value).hasSameClassAs(value);
    }

    @Test
    void nullArrives() throws Exception {
        assertThat(Codec.<Object>copy(null)).isNull();
    }

    @Test
    void nanKeepsItsBits() throws Exception {
        double odd = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
        assertThat(Double.doubleToRawLongBits(Codec.copy(odd))).isEqualTo(Double.doubleToRawLongBits(odd));
    }

    static Stream<Object> values() throws Exception {
        return Stream.of(
                Optional.empty(),
                Optional.of("x"),
                Optional.of(Optional.of(List.of(1))),
                OptionalInt.empty(),
                OptionalInt.of(-5),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.empty(),
                OptionalDouble.of(2.5),
                OptionalDouble.empty(),
                Duration.ofNanos(-1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Instant.MIN,
                Instant.MAX,
                BigInteger.ZERO,
                BigInteger.TWO.pow(1000).negate(),
                new BigDecimal("-1.2300"),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                new UUID(1, -1),
                Path.of("relative", "\u00e4.txt"),
                Path.of("").toAbsolutePath(),
                String.class,
                int.class,
                void.class,
                int[][].class,
                Map.Entry.class,
                Inner.class,
                TimeUnit.SECONDS,
                Planet.EARTH,
                Planet.MARS,
                Map.entry("k", 1),
                new AbstractMap.SimpleEntry<>("k", null),
                LocalDate.of(2026, 2, 28));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueArrivesEqual(Object value) throws Exception {
        assertThat(Codec.copy(value)).isEqualTo(value).hasSameClassAs(value);
    }

    static Stream<Object> primitiveArrays() {
        return Stream.of(
                new boolean[] {true, false, true},
                new byte[] {1, -1, 0},
                new short[] {1, -1, 300},
                new char[] {'a', '\uffff'},
                new int[] {1, -1, 1 << 20},
                new long[] {1, -1, 1L << 40},
                new float[] {1, -0f, Float.NaN},
                new double[] {1, -0.0, Double.NaN});
    }

    @ParameterizedTest
    @MethodSource("primitiveArrays")
    void primitiveArrayArrivesEqual(Object array) throws Exception {
        Object copy = Codec.copy(array);
        assertThat(copy).isEqualTo(array).isNotSameAs(array).hasSameClassAs(array);
    }

    @ParameterizedTest
    @MethodSource("primitiveArrays")
    void emptyAndLargeArraysArrive(Object sample) throws Exception {
        for (int length : new int[] {0, 300_000}) {
            Object array = java.lang.reflect.Array.newInstance(sample.getClass().getComponentType(), length);
            assertThat(Codec.copy(array)).isEqualTo(array).hasSameClassAs(array);
        }
    }

    @Test
    void objectArraysKeepTheirComponentType() throws Exception {
        Object[] arrays = {
            new String[] {"a", null},
            new Integer[0],
            new Object[] {1, "x", null, new int[] {1}},
            new int[][] {{1}, {}, null},
            new List<?>[] {List.of(1), null},
            new Point[] {new Point(1, 2)},
            new Planet[] {Planet.MARS}
        };
        for (Object array : arrays) {
            assertThat((Object[]) Codec.copy(array)).isEqualTo(array).hasSameClassAs(array);
        }
        assertThat(Codec.usesObjectStream(arrays)).isFalse();
    }

    static Stream<Object> collections() {
        return Stream.of(
                new ArrayList<>(Arrays.asList(1, null, "x")),
                Arrays.asList("a", null),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, "a"),
                Map.of(1, "a", 2, "b"),
                Stream.of(1, 2, 3).toList(),
                new HashSet<>(Arrays.asList(1, null, "x")),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new HashMap<>(Map.of("a", List.of(1), "b", List.of())),
                new LinkedHashMap<>(Map.of(1, 2, 3, 4)),
                new TreeSet<>(List.of("b", "a")),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void collectionArrivesEqualAndOfItsClass(Object value) throws Exception {
        assertThat(Codec.usesObjectStream(value)).isFalse();
        assertThat(Codec.copy(value)).isEqualTo(value).hasSameClassAs(value);
    }

    static Stream<Object> copied() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        TreeMap<String, Integer> tree = new TreeMap<>(map);
        return Stream.of(
                list.subList(1, 3),
                List.of(1, 2, 3).subList(0, 2),
                Arrays.asList(1, 2, 3).subList(1, 2),
                new LinkedList<>(list).subList(1, 2),
                list.reversed(),
                map.keySet(),
                tree.keySet(),
                tree.descendingMap(),
                tree.entrySet(),
                new LinkedHashMap<>(map).keySet(),
                new LinkedHashMap<>(map).reversed(),
                new ConcurrentHashMap<>(map).keySet(),
                Stream.of(1, null).toList());
    }

    @ParameterizedTest
    @MethodSource("copied")
    void viewArrivesAsEqualCopy(Object value) throws Exception {
        assertThat(Codec.copy(value)).isEqualTo(value);
        assertThat(Codec.copy(List.of(value, LocalDate.MIN))).isEqualTo(List.of(value, LocalDate.MIN));
    }

    @Test
    void viewsArriveAsTheCollectionsThatAreDocumented() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        assertThat(Codec.copy(new ArrayList<>(List.of(1, 2)).subList(0, 1))).isInstanceOf(ArrayList.class);
        assertThat(Codec.<Object>copy(map.values())).isEqualTo(new ArrayList<>(List.of(1)));
        assertThat(Codec.<Object>copy(map.keySet())).isInstanceOf(LinkedHashSet.class);
        assertThat(Codec.copy(map.entrySet())).containsExactly(Map.entry("a", 1));
        assertThat(Codec.<Object>copy(new TreeMap<>(map).keySet())).isInstanceOf(TreeSet.class);
        assertThat(Codec.<Object>copy(new ArrayDeque<>(List.of(1, 2)).reversed()))
                .isEqualTo(new LinkedList<>(List.of(2, 1)));
        assertThatThrownBy(() -> Codec.copy(List.of(1, 2, 3).subList(0, 2)).add(1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Codec.copy(Stream.of(1, null).toList()).add(1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void orderAndComparatorsAreKept() throws Exception {
        Map<String, Integer> linked = new LinkedHashMap<>();
        linked.put("z", 1);
        linked.put("a", 2);
        assertThat(Codec.copy(linked).keySet()).containsExactly("z", "a");
        TreeSet<String> reverse = new TreeSet<>(Comparator.reverseOrder());
        reverse.addAll(List.of("a", "b"));
        assertThat(Codec.copy(reverse)).containsExactly("b", "a");
        TreeMap<String, Integer> byLength =
                new TreeMap<>((Comparator<String> & Serializable) (a, b) -> a.length() - b.length());
        byLength.put("long", 1);
        byLength.put("x", 2);
        assertThat(Codec.copy(byLength)).containsExactly(Map.entry("x", 2), Map.entry("long", 1));
        assertThat(Codec.copy(byLength).put("y", 3)).isEqualTo(2);
        assertThat(Codec.copy(byLength.navigableKeySet())).containsExactly("x", "long");
    }

    @Test
    void subclassesOfCollectionsKeepTheirClassAndFields() throws Exception {
        Named named = new Named("n");
        named.add(1);
        Named copy = Codec.copy(named);
        assertThat(copy).isEqualTo(named).isInstanceOf(Named.class);
        assertThat(copy.name).isEqualTo("n");
        Map<TimeUnit, String> byUnit = new EnumMap<>(Map.of(TimeUnit.DAYS, "d"));
        assertThat(Codec.copy(byUnit)).isEqualTo(byUnit).isInstanceOf(EnumMap.class);
    }

    @Test
    void recordsArriveEqual() throws Exception {
        Object[] records = {
            new Point(1, -2),
            new Inner("a", null, List.of(Optional.of(1))),
            new AllPrimitives(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d),
            new Box<>(new Box<>(Optional.empty())),
            new NoComponents(),
            new Strict(5)
        };
        record Local(int[] a, Point... points) {}
        for (Object value : records) {
            assertThat(Codec.usesObjectStream(value)).isFalse();
            assertThat(Codec.copy(value)).isEqualTo(value);
        }
        Local local = Codec.copy(new Local(new int[] {1}, new Point(1, 2)));
        assertThat(local.a()).containsExactly(1);
        assertThat(local.points()).containsExactly(new Point(1, 2));
    }

    @Test
    void recordThatReplacesItselfIsLeftToTheJdk() throws Exception {
        assertThat(Codec.<Object>copy(new Replaced(3))).isEqualTo("replaced 3");
    }

    @Test
    void buffersArriveOnTheHeap() throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(10).order(ByteOrder.LITTLE_ENDIAN);
        direct.putInt(0, 42).position(2).limit(9);
        ByteBuffer copy = Codec.copy(direct.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
        assertThat(copy).isEqualTo(direct);
        assertThat(copy.isReadOnly()).isFalse();
        assertThat(copy.hasArray()).isTrue();
        assertThat(copy.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(copy.position()).isZero();
        assertThat(direct.position()).isEqualTo(2);
        assertThat(Codec.copy(ByteBuffer.allocate(0)).remaining()).isZero();
        assertThat(Codec.copy(ByteBuffer.allocate(3)).order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }

    @Test
    void segmentsArriveOnTheHeapAligned() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(17);
            segment.set(ValueLayout.JAVA_LONG, 8, 42);
            MemorySegment copy = Codec.copy(segment.asReadOnly());
            assertThat(copy.byteSize()).isEqualTo(17);
            assertThat(copy.mismatch(segment)).isEqualTo(-1);
            assertThat(copy.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
            assertThat(copy.isReadOnly()).isFalse();
            assertThat(Codec.copy(MemorySegment.NULL).byteSize()).isZero();
        }
    }

    @Test
    void headersAndSeveralValuesShareAnEncoder() throws Exception {
        Encoder out = new Encoder();
        out.writeByte(200);
        out.writeInt(-3);
        out.writeLong(Long.MIN_VALUE);
        out.writeString("h\u00e4\u20ac");
        out.writeBytes(new byte[] {9, 8, 7}, 1, 2);
        out.write(List.of(1));
        out.write(null);
        byte[] padded = new byte[out.length() + 7];
        System.arraycopy(out.array(), 0, padded, 5, out.length());
        Decoder in = new Decoder(getClass().getClassLoader()).wrap(padded, 5, out.length());
        assertThat(in.readByte() & 0xff).isEqualTo(200);
        assertThat(in.readInt()).isEqualTo(-3);
        assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.readString()).isEqualTo("h\u00e4\u20ac");
        assertThat(in.readBytes()).containsExactly(8, 7);
        assertThat(in.read()).isEqualTo(List.of(1));
        assertThat(in.read()).isNull();
        assertThat(in.remaining()).isZero();
        out.reset();
        assertThat(out.length()).isZero();
    }

    enum Planet {
        EARTH,
        MARS {
            @Override
            boolean red() {
                return true;
            }
        };

        boolean red() {
            return false;
        }
    }

    record Point(int x, int y) {}

    private record Inner(String a, String b, List<Optional<Integer>> c) {}

    record AllPrimitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Box<T>(T content) {}

    record NoComponents() {}

    record Strict(int value) {
        Strict {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    record Replaced(int value) implements Serializable {
        private Object writeReplace() {
            return "replaced " + value;
        }
    }

    static final class Named extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;
        final String name;

        Named(String name) {
            this.name = name;
        }
    }
}
