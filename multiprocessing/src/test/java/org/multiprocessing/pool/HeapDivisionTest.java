package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parent and workers fit what there is, and nothing is said where they do so by themselves. */
class HeapDivisionTest {
    private static final long MIB = 1L << 20;

    private static HeapDivision of(long limit, long parent, int workers) {
        return new HeapDivision(limit * MIB, parent * MIB, workers);
    }

    @ParameterizedTest
    @CsvSource({"24000, 6000, 2", "16000, 4000, 2", "1000, 250, 2", "64000, 1000, 3", "512, 100, 1"})
    void ordinaryPoolsAreLeftAlone(long limit, long parent, int workers) {
        assertThat(of(limit, parent, workers).isNeeded()).isFalse();
    }

    @Test
    void unknownMemoryIsNotDivided() {
        assertThat(new HeapDivision(Long.MAX_VALUE, 1, 1000).isNeeded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"24000, 6000, 4", "24000, 6000, 100", "2000, 500, 8", "400, 126, 2", "256, 126, 2", "1000, 750, 2"})
    void everythingFits(long limit, long parent, int workers) {
        HeapDivision division = of(limit, parent, workers);
        assertThat(division.isNeeded()).isTrue();
        long share = division.share();
        long all = parent * MIB + workers * share + (workers + 1) * HeapDivision.BESIDE_HEAP;
        assertThat(all).isLessThanOrEqualTo(limit * MIB);
        assertThat(share).isBetween(HeapDivision.LEAST_SHARE, division.defaultHeap());
        assertThat(division.words())
                .contains(limit + " MiB", parent + " MiB", share / MIB + " MiB", workers + " workers");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        assertThatThrownBy(() -> of(1000, 800, 8).share())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("8 workers", "1000 MiB", "800 MiB", "288 MiB", "16 MiB", "withMaxHeapBytes");
    }
}
