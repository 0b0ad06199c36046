package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuffixArrayTest {

    @Test
    void sortsTheSuffixesOfAWord() {
        SuffixArray array = SuffixArray.of("banana".chars().toArray());

        assertThat(IntStream.range(0, 6).map(array::suffix)).containsExactly(5, 3, 1, 0, 4, 2);
        assertThat(IntStream.range(0, 6).map(array::commonPrefix)).containsExactly(0, 1, 3, 0, 0, 2);
    }

    @Test
    void anEmptyTextHasNoSuffixes() {
        assertThat(SuffixArray.of(new int[0]).length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 100", "2, 200", "3, 500", "1000, 300"})
    void agreesWithComparingAllSuffixes(int symbols, int length) {
        int[] text = new Random(42).ints(length, -symbols, symbols).toArray();
        SuffixArray array = SuffixArray.of(text);

        Integer[] expected = IntStream.range(0, length).boxed().toArray(Integer[]::new);
        Arrays.sort(expected, Comparator.comparing(from -> Arrays.copyOfRange(text, from, length), Arrays::compare));
        assertThat(IntStream.range(0, length).mapToObj(array::suffix)).containsExactly(expected);
        for (int i = 1; i < length; i++) {
            int mismatch = Arrays.mismatch(text, expected[i - 1], length, text, expected[i], length);
            assertThat(array.commonPrefix(i)).isEqualTo(mismatch);
        }
    }
}
