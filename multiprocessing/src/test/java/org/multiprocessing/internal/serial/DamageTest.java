package org.multiprocessing.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiprocessing.serial.Action;

/** Damaged bytes end in {@link DecodeException} or another value; never in another exception, a hang or a huge array. */
@Timeout(60)
@SuppressWarnings("serial") // programs are not written for that lint
class DamageTest {

    record Sample(int a, String b, List<Object> c) {}

    record Picky(int value) {
        Picky {
            if (value < 0) {
                throw new IllegalArgumentException("negative: " + value);
            }
        }
    }

    static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;
        Object value = Optional.of(List.of(1, "x"));
    }

    private static List<byte[]> samples() {
        int captured = 7;
        Map<String, Object> linked = new LinkedHashMap<>();
        linked.put("k", new int[] {1, 2});
        Object[] cycle = new Object[3];
        cycle[0] = cycle;
        Object fast = new ArrayList<>(Arrays.asList(
                null,
                true,
                (byte) 1,
                (short) 2,
                'c',
                3,
                4L,
                5f,
                6d,
                "latin\u00e4",
                "\u20ac\ud800",
                new boolean[] {true},
                new byte[] {1, 2},
                new short[] {3},
                new char[] {'x'},
                new int[] {4},
                new long[] {5},
                new float[] {6},
                new double[] {7},
                new String[] {"a", "b"},
                cycle,
                Optional.of(1),
                Duration.ofMillis(5),
                new BigDecimal("1.5"),
                UUID.randomUUID(),
                TimeUnit.DAYS,
                Map.entry(1, 2),
                List.of(1, 2),
                Set.of("s"),
                Map.of(1, 2),
                new TreeMap<>(Map.of("t", 1)),
                linked,
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                MemorySegment.ofArray(new byte[] {1, 2, 3}),
                String.class,
                new Sample(1, "b", List.of(2)),
                new Picky(3),
                (Action) () -> System.out.println(captured)));
        Object stream = List.of(
                new Bean(), LocalDate.MIN, new Sample(1, "b", List.of(new Bean())), new HashMap<>(Map.of("k", (Action)
                        () -> System.out.println(captured))));
        return List.of(Codec.encode(fast), Codec.encode(stream), Codec.encode("text"), Codec.encode(1.5));
    }

    /** Decodes; true if that worked, false if it failed as it may. */
    private static boolean decodes(byte[] bytes, int length) {
        try {
            new Decoder(DamageTest.class.getClassLoader())
                    .wrap(bytes, 0, length)
                    .read();
            return true;
        } catch (DecodeException e) {
            return false;
        } catch (Throwable e) {
            return fail("of " + Arrays.toString(Arrays.copyOf(bytes, length)), e);
        }
    }

    @Test
    void truncationAtEveryByteIsFound() {
        for (byte[] sample : samples()) {
            assertThat(decodes(sample, sample.length)).isTrue();
            for (int length = 0; length < sample.length; length++) {
                // the copy has nothing behind its end that could be read by mistake
                assertThat(decodes(Arrays.copyOf(sample, length), length)).isFalse();
                assertThat(decodes(sample, length)).isFalse();
            }
        }
    }

    @Test
    void changedBytesDoNoHarm() {
        Random random = new Random(42);
        for (byte[] sample : samples()) {
            for (int i = 0; i < sample.length; i++) {
                for (int value : new int[] {0, 0x7f, 0x80, 0xff, sample[i] + 1, sample[i] ^ 1 << random.nextInt(8)}) {
                    byte[] changed = sample.clone();
                    changed[i] = (byte) value;
                    decodes(changed, changed.length);
                }
            }
        }
    }

    @Test
    void randomBytesDoNoHarm() {
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(64) + 1];
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(Tag.TREE_MAP + 3);
            for (int i = 1; i < bytes.length; i++) {
                if (random.nextInt(3) == 0) {
                    bytes[i] = (byte) random.nextInt(Tag.TREE_MAP + 3); // more tags than chance would have
                }
            }
            decodes(bytes, bytes.length);
        }
    }

    @Test
    void lyingLengthsDoNotAllocate() {
        for (int tag = 0; tag < 128; tag++) {
            byte[] huge = {(byte) tag, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0, 0, 0, 0};
            decodes(huge, huge.length);
        }
        // lists in lists, each as long as the message has bytes: the sum counts
        int n = 1_000_000;
        Encoder out = new Encoder();
        for (int i = 0; i < 900; i++) {
            out.writeByte(Tag.ARRAY_LIST);
            out.writeCount(n - 10_000);
        }
        byte[] bytes = Arrays.copyOf(out.toByteArray(), n);
        long before = allocated();
        assertThatThrownBy(() -> new Decoder(getClass().getClassLoader())
                        .wrap(bytes, 0, n)
                        .read())
                .isInstanceOf(DecodeException.class);
        assertThat(allocated() - before).isLessThan(50_000_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void lyingArrayLengthInAnObjectStreamIsRejected() {
        byte[] bytes = Codec.encode(new Bean[] {new Bean()});
        byte[] name = ("[L" + Bean.class.getName() + ";").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = indexOf(bytes, name) + name.length;
        // behind the name: serialVersionUID 8, flags 1, fields 2, end of annotations 1, super class 1, then the length
        ByteBuffer.wrap(bytes).putInt(at + 13, 500_000_000);
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("REJECTED");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void deepNestingIsRefused() {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            bytes[i] = Tag.ARRAY_LIST;
            bytes[i + 1] = 1;
        }
        assertThatThrownBy(() -> Codec.decode(bytes))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("levels deep");
    }

    @Test
    void constructorThatRefusesIsNamed() {
        byte[] bytes = Codec.encode(new Picky(5));
        bytes[bytes.length - 1] = (byte) 0x80;
        assertThatThrownBy(() -> Codec.decode(bytes))
                .hasMessageContaining("negative")
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.className()).isEqualTo(Picky.class.getName()));
    }

    @Test
    void decoderIsUsableAfterAFailure() throws Exception {
        Decoder decoder = new Decoder(getClass().getClassLoader());
        List<Object> value = List.of(new Sample(1, "b", List.of()), new int[] {1});
        byte[] bytes = Codec.encode(value);
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> decoder.wrap(bytes, 0, cut).read()).isInstanceOf(DecodeException.class);
            List<?> copy = (List<?>) decoder.wrap(bytes, 0, bytes.length).read();
            assertThat(copy.get(0)).isEqualTo(value.get(0));
        }
    }
}
