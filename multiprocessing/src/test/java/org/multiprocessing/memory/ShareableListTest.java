package org.multiprocessing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.RandomAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.serial.ObjectClosedException;

/** What a list does in one process. */
class ShareableListTest {
    private static final String NAME = "jsm-list-" + ProcessHandle.current().pid();

    private final List<ShareableList<?>> open = new ArrayList<>();

    @AfterEach
    void free() throws IOException {
        open.forEach(ShareableList::free);
        if (Files.exists(Session.current().folder().resolveSibling(NAME))) {
            SharedMemory.attach(NAME).free();
        }
    }

    @SuppressWarnings("unchecked")
    private <E> ShareableList<E> list(E... items) {
        ShareableList<E> list = SharedBlocks.list(Arrays.asList(items));
        open.add(list);
        return list;
    }

    /** CPython test_shared_memory_ShareableList_basics. */
    @Test
    void itemsComeBackAsTheyWereStored() {
        List<Object> items = Arrays.asList(
                "howdy",
                "",
                "Zürich \u4e2d\u6587 \ud83d\ude80",
                1,
                Integer.MIN_VALUE,
                1L,
                Long.MIN_VALUE,
                -273.154,
                Double.NaN,
                -0.0,
                true,
                false,
                null);
        ShareableList<Object> list = SharedBlocks.list(items);
        open.add(list);
        assertThat(list).isEqualTo(items).hasSameHashCodeAs(items);
        assertThat(list).hasToString(items.toString());
        assertThat(list).isInstanceOf(RandomAccess.class);
    }

    /** Defect 19: CPython loses zeros at the end, and cuts texts whose letters take several bytes. */
    @Test
    void defect19_zerosAtTheEndAndWideLettersSurvive() {
        ShareableList<Object> list = list("a\0\0", "\0", new byte[] {1, 0, 0}, new byte[0], new byte[8], "äöüßäöüß");
        assertThat(list.get(0)).isEqualTo("a\0\0");
        assertThat(list.get(1)).isEqualTo("\0");
        assertThat((byte[]) list.get(2)).containsExactly(1, 0, 0);
        assertThat((byte[]) list.get(3)).isEmpty();
        assertThat((byte[]) list.get(4)).hasSize(8);
        assertThat(list.get(5)).isEqualTo("äöüßäöüß");
        list.set(0, "\0\0\0\0\0\0\0\0");
        assertThat(list.get(0)).isEqualTo("\0\0\0\0\0\0\0\0");
    }

    @Test
    void negativeIndexCountsFromTheEnd() {
        ShareableList<Integer> list = list(1, 2, 3);
        assertThat(list.get(-1)).isEqualTo(3);
        assertThat(list.get(-3)).isEqualTo(1);
        assertThat(list.set(-1, 4)).isEqualTo(3);
        assertThat(list).containsExactly(1, 2, 4);
        for (int index : new int[] {3, -4, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> list.get(index))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(Integer.toString(index))
                    .hasMessageContaining("-3 to 2");
            assertThatThrownBy(() -> list.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void countAndIndexGoByContent() {
        ShareableList<Object> list = list(1, 1L, "a", new byte[] {1}, null, 1);
        assertThat(list.count(1)).isEqualTo(2);
        assertThat(list.count(1L)).isEqualTo(1);
        assertThat(list.count(new byte[] {1})).isEqualTo(1);
        assertThat(list.count(null)).isEqualTo(1);
        assertThat(list.count(2)).isZero();
        assertThat(list.indexOf(1L)).isEqualTo(1);
        assertThat(list.indexOf(new byte[] {1})).isEqualTo(3);
        assertThat(list.lastIndexOf(1)).isEqualTo(5);
        assertThat(list.indexOf("b")).isEqualTo(-1);
        assertThat(list.contains(null)).isTrue();
    }

    @Test
    void itemMayChangeItsType() {
        ShareableList<Object> list = list("12345678", 5, true);
        for (Object value : Arrays.asList(1.5, null, "1234567890123456", 7L, false, new byte[] {9}, 8)) {
            list.set(0, value);
            assertThat(list.get(0)).isEqualTo(value);
        }
        list.set(1, "12345678");
        assertThat(list).containsExactly(8, "12345678", true);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheSizesAndTheOldStays() {
        ShareableList<Object> list = list("1234567", 5);
        list.set(0, "äöüß");
        assertThatThrownBy(() -> list.set(0, "äöüßä"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 bytes")
                .hasMessageContaining("room for 8");
        assertThatThrownBy(() -> list.set(1, new byte[9])).isInstanceOf(IllegalArgumentException.class);
        assertThat(list).containsExactly("äöüß", 5);
    }

    @Test
    void otherClassesAreRefusedByName() {
        ShareableList<Object> list = list(1);
        for (Object value : new Object[] {BigInteger.ONE, 'c', 1f, (byte) 1, (short) 1, List.of()}) {
            assertThatThrownBy(() -> list.set(0, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageContaining("allowed are Integer, Long");
            assertThatThrownBy(() -> SharedBlocks.list(List.of(value))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> list.set(0, "\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> list(new byte[1_000_000]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999999");
        assertThat(list(new byte[999_999]).get(0)).hasSize(999_999);
        assertThat(list).containsExactly(1);
    }

    @Test
    void lengthIsFixed() {
        ShareableList<Integer> list = list(1, 2);
        assertThatThrownBy(() -> list.add(3))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("fixed");
        assertThatThrownBy(list::removeFirst).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.removeIf(i -> i == 1)).isInstanceOf(UnsupportedOperationException.class);
        Collections.reverse(list);
        list.replaceAll(i -> i * 10);
        assertThat(list).containsExactly(20, 10);
        assertThat(list.subList(1, 2)).containsExactly(10);
    }

    @Test
    void emptyListWorks() {
        ShareableList<Object> list = list();
        assertThat(list).isEmpty();
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void byteArraysAreCopied() {
        byte[] given = {1, 2};
        ShareableList<byte[]> list = list(given);
        given[0] = 9;
        list.get(0)[1] = 9;
        assertThat(list.get(0)).containsExactly(1, 2);
    }

    @Test
    void namedListIsFoundByItsName() throws Exception {
        try (ShareableList<Object> list = ShareableList.create(NAME, List.of("a", 1));
                ShareableList<Object> attached = ShareableList.attach(NAME)) {
            attached.set(1, 2);
            assertThat(list).containsExactly("a", 2);
            assertThat(attached.memory().name()).isEqualTo(NAME);
        }
        try (ShareableList<Object> attached = ShareableList.attach(NAME)) {
            assertThat(attached).hasSize(2);
            attached.memory().unlink();
        }
    }

    /** CPython test_shared_memory_ShareableList_pickling. */
    @Test
    void handleLeadsToTheSameItems() throws Exception {
        ShareableList<Object> list = list("a", 1);
        Encoder encoder = new Encoder();
        encoder.write(list);
        ShareableList<?> copy = (ShareableList<?>) new Decoder(getClass().getClassLoader())
                .wrap(encoder.array(), 0, encoder.length())
                .read();
        list.set(1, 5);
        assertThat(copy.get(1)).isEqualTo(5);
    }

    @Test
    void closedListIsRefused() {
        ShareableList<Integer> list = list(1);
        list.close();
        list.close();
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> list.set(0, 2)).isInstanceOf(ObjectClosedException.class);
        assertThat(list).hasSize(1);
        assertThat(list.toString()).isEqualTo("[closed]");
    }

    // ---- the layout

    /** What CPython 3.13 wrote for {@code ['a', b'b\x00', 1, 2.5, True, None]}. */
    private static final String CPYTHON = """
            0600000000000000 0000000000000000 0800000000000000 1000000000000000 1800000000000000 2000000000000000
            2800000000000000 3000000000000000 6100000000000000 6200000000000000 0100000000000000 0000000000000440
            0000000000000001 0000000000000000 3873000000000000 3873000000000000 7100000000000000 6400000000000000
            787878787878783f 7878787878783f78 010200000003""".replaceAll("\\s", "");

    private static byte[] bytes(SharedMemory memory) {
        return memory.segment().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void cpythonsListIsRead() throws Exception {
        byte[] bytes = HexFormat.of().parseHex(CPYTHON);
        try (SharedMemory memory = SharedMemory.create(NAME, bytes.length)) {
            memory.segment().copyFrom(MemorySegment.ofArray(bytes));
            try (ShareableList<Object> list = ShareableList.attach(NAME)) {
                assertThat(list.toArray())
                        .usingRecursiveComparison()
                        .isEqualTo(new Object[] {"a", new byte[] {'b'}, 1L, 2.5, true, null});
            }
        }
    }

    /** The same bytes but for the formats of what CPython would not read back exactly. */
    @Test
    void ourListIsCpythonsButForExactLengths() {
        ShareableList<Object> list = list("a", new byte[] {'b', 0}, 1L, 2.5, true, null);
        byte[] expected = HexFormat.of().parseHex(CPYTHON);
        System.arraycopy("1s \0".getBytes(StandardCharsets.ISO_8859_1), 0, expected, 112, 4);
        System.arraycopy("2s \0".getBytes(StandardCharsets.ISO_8859_1), 0, expected, 120, 4);
        assertThat(bytes(list.memory())).isEqualTo(expected);
    }

    @Test
    void damagedItemIsToldAndCanBeReplaced() {
        ShareableList<Object> list = list("aaaaaaa", 1);
        MemorySegment segment = list.memory().segment();
        long format = segment.byteSize() - 2 - 16;
        for (String odd : new String[] {"99s", "s", "-1s", "8s  ", "7x", "", "qq", "99999999", "q"}) {
            segment.asSlice(format, 8).fill((byte) 0);
            MemorySegment.copy(
                    odd.getBytes(StandardCharsets.ISO_8859_1), 0, segment, ValueLayout.JAVA_BYTE, format, odd.length());
            assertThatThrownBy(() -> list.get(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("item 0")
                    .hasMessageContaining("\"" + odd + "\"");
        }
        assertThat(list.set(0, "b")).isNull();
        segment.set(ValueLayout.JAVA_BYTE, 32, (byte) 0xff);
        assertThatThrownBy(() -> list.get(0)).hasMessageContaining("UTF-8");
        list.set(0, "c");
        assertThat(list).containsExactly("c", 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 5, Long.MAX_VALUE, Integer.MAX_VALUE})
    void whatIsNoListIsRefused(long count) throws Exception {
        try (SharedMemory memory = SharedMemory.create(NAME, 40)) {
            memory.segment().set(ValueLayout.JAVA_LONG, 0, count);
            assertThatThrownBy(() -> ShareableList.attach(NAME))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no list")
                    .hasMessageContaining(Long.toString(count));
            memory.segment().set(ValueLayout.JAVA_LONG, 0, 2);
            memory.segment().set(ValueLayout.JAVA_LONG, 16, 30);
            memory.segment().set(ValueLayout.JAVA_LONG, 24, 20);
            assertThatThrownBy(() -> ShareableList.attach(NAME)).hasMessageContaining("item 2");
        }
    }
}
