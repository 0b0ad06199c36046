package org.multiprocessing.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the pictures promise. */
class LayoutTest {
    private static final int CACHE_LINE = 64;

    @Test
    void fieldsOfDifferentWritersLieOnDifferentCacheLines() {
        assertThat(RingLayout.HEAD / CACHE_LINE).isNotEqualTo(RingLayout.TAIL / CACHE_LINE);
        assertThat(RingLayout.BYTES / CACHE_LINE).isNotEqualTo(RingLayout.HEAD / CACHE_LINE);
        assertThat(WorkerLayout.STARTED / CACHE_LINE).isNotEqualTo(WorkerLayout.REVOKED_FROM / CACHE_LINE);
        assertThat(WorkerLayout.BELL / CACHE_LINE).isNotEqualTo(WorkerLayout.STARTED / CACHE_LINE);
    }

    @Test
    void structuresInsideSegmentsAreAligned() {
        assertThat(SegmentLayout.CONTENT % CACHE_LINE).isZero();
        assertThat(WorkerLayout.TASKS % CACHE_LINE).isZero();
        assertThat(WorkerLayout.RESULTS % CACHE_LINE).isZero();
        assertThat(ControlLayout.SLAB % CACHE_LINE).isZero();
        assertThat(SlabLayout.CONTENT % Long.BYTES).isZero();
    }

    @Test
    void magicsAreTheLettersThatTheySay() {
        assertThat(letters(ControlLayout.MAGIC_VALUE)).isEqualTo("MPJAVA01");
        assertThat(letters(SegmentLayout.MAGIC_VALUE)).isEqualTo("MPJSEG01");
    }

    private static String letters(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void aSessionWithAPoolOfFourFitsEightMebibytes() {
        assertThat(ControlLayout.SIZE + 4 * (SegmentLayout.CONTENT + WorkerLayout.SIZE))
                .isLessThan(8 << 20);
    }

    @Test
    void aRingOfAnOddCapacityIsRefusedWithTheValue() {
        assertThatThrownBy(() -> RingLayout.size(100)).hasMessageContaining("100");
    }
}
