package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void theOrderDoesNotMatter() {
        Random random = new Random(7);
        List<ClassFacts> facts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            facts.add(facts(random.nextInt(5), random.nextInt(5), "m" + i));
        }
        Totals expected = sum(facts);

        for (int i = 0; i < 10; i++) {
            Collections.shuffle(facts, random);
            assertThat(sum(facts)).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(sum(facts)).hasToString(expected.toString());
        }
    }

    @Test
    void whatDiffersIsNotEqual() {
        Totals totals = sum(List.of(facts(1, 2, "a")));

        assertThat(totals).isNotEqualTo(sum(List.of()));
        assertThat(totals).isNotEqualTo(sum(List.of(facts(1, 2, "b"))));
        assertThat(totals).isNotEqualTo(sum(List.of(facts(1, 2, "a"), facts(0, 0, "a"))));
    }

    @Test
    void theMostFrequentOpcodesComeFirst() {
        Totals totals = new Totals();
        for (String opcode : List.of("POP", "DUP", "DUP", "NOP", "IADD", "IADD", "IADD", "LADD", "FADD")) {
            totals.add(new ClassFacts(
                    FileFacts.NONE,
                    FlowFacts.NONE,
                    DataFacts.NONE,
                    NullFacts.NONE,
                    Map.of(opcode, 1L),
                    Peak.NONE,
                    Peak.NONE));
        }

        assertThat(totals.topOpcodes())
                .extracting(Map.Entry::getKey)
                .containsExactly("IADD", "DUP", "FADD", "LADD", "NOP");
    }

    @Test
    void saysWhatItIs() {
        Totals totals = sum(List.of(facts(3, 1_234, "a.B.c()void")));

        assertThat(totals.toString())
                .startsWith("1 classes, ")
                .contains("opcodes: pop %,d, dup 3".formatted(1_234), "longest method: a.B.c()void, ");
    }

    private static Totals sum(List<ClassFacts> facts) {
        Totals totals = new Totals();
        facts.forEach(totals::add);
        return totals;
    }

    private static ClassFacts facts(long nesting, long instructions, String method) {
        return new ClassFacts(
                new FileFacts(100, 90, 50, 0, nesting, 3, instructions),
                new FlowFacts(1, instructions, 2, 3, 4, nesting),
                new DataFacts(5, nesting, 7),
                new NullFacts(8, 9, 10, nesting),
                Map.of("DUP", nesting, "POP", instructions),
                new Peak(method, instructions),
                new Peak(method, nesting));
    }
}
