package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.examples.demo.Samples.sample;

import java.lang.classfile.Opcode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiprocessing.examples.demo.Samples.Sample;

class MethodAnalysisTest {

    @Test
    void straightCodeIsOneBlock() {
        Sample sample = sample("straight");

        assertThat(sample.code().graph().size()).isOne();
        assertThat(sample.code().graph().edges()).isZero();
        assertThat(sample.code().instructions(0))
                .isEqualTo(sample.code().instructions())
                .extracting(each -> each.opcode())
                .startsWith(Opcode.ILOAD_0, Opcode.ILOAD_1, Opcode.IADD)
                .endsWith(Opcode.IRETURN);
    }

    @Test
    void aChoiceForksAndMeets() {
        Graph graph = sample("choice").code().graph();

        assertThat(graph.size()).isEqualTo(4);
        assertThat(graph.successors(0)).containsExactly(1, 2);
        assertThat(graph.predecessors(3)).containsExactly(1, 2);
        assertThat(sample("choice").dominators().immediate(3)).isZero();
    }

    @Test
    void everyCaseOfASwitchHasItsEdge() {
        Graph graph = sample("choices").code().graph();

        assertThat(graph.successors(0)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"straight, 0, 0", "choice, 0, 0", "loop, 1, 1", "nestedLoops, 4, 3", "handler, 0, 0"})
    void loopsAreCountedAndTheirNestingMeasured(String method, int count, int depth) {
        Loops loops = sample(method).loops();

        assertThat(loops.count()).isEqualTo(count);
        assertThat(loops.maxDepth()).isEqualTo(depth);
        assertThat(loops.depth(0)).isZero();
    }

    @Test
    void aTryRangeHasEdgesToItsHandlerOnly() {
        ControlFlowGraph code = sample("handler").code();
        List<Integer> covered = IntStream.range(0, code.graph().size())
                .boxed()
                .filter(block -> !code.handlers(block).isEmpty())
                .toList();

        assertThat(covered).isNotEmpty();
        assertThat(covered).allSatisfy(block -> {
            int handler = code.handlers(block).nextSetBit(0);
            assertThat(code.handlers(block).cardinality()).isOne();
            assertThat(code.graph().successors(block)).contains(handler);
            assertThat(code.instructions(handler).getFirst().opcode()).isEqualTo(Opcode.ASTORE_2);
        });
        assertThat(covered).doesNotContain(0); // what comes before the try
    }

    @Test
    void aBranchKnowsItsTarget() {
        ControlFlowGraph code = sample("choice").code();

        assertThat(code.jumpTarget(0)).isEqualTo(2);
        assertThat(code.jumpTarget(1)).isEqualTo(3);
    }

    @Test
    void aWriteThatNobodyReadsIsADeadStore() {
        assertThat(sample("deadStore").facts().data().deadStores()).isEqualTo(2);
        assertThat(sample("loop").facts().data().deadStores()).isZero();
    }

    @Test
    void whatAHandlerMayReadIsNotDead() {
        Sample sample = sample("handler");
        Liveness liveness = Liveness.of(sample.code(), sample.dominators());

        assertThat(liveness.liveIn(0).get(1)).isFalse();
        assertThat(sample.facts().data().deadStores()).isOne(); // the exception, not one of the results
    }

    @Test
    void eachReadIsChainedToTheWritesThatItMaySee() {
        // a, b; sum twice
        assertThat(sample("straight").facts().data().chains()).isEqualTo(4);
        // a; result from either branch
        assertThat(sample("choice").facts().data().chains()).isEqualTo(3);
        // i: compared, added and increased, each from before or from the last turn; n; sum: added and returned,
        // likewise
        assertThat(sample("loop").facts().data().chains()).isEqualTo(6 + 1 + 4);
    }

    @Test
    void aPhiStandsWhereLiveDefinitionsMeet() {
        assertThat(sample("straight").facts().data().phis()).isZero();
        assertThat(sample("choice").facts().data().phis()).isOne();
        assertThat(sample("loop").facts().data().phis()).isEqualTo(2);
    }

    @Test
    void nullnessIsKnownFromConstantsAndChecks() {
        assertThat(sample("nullChecks").facts().nulls()).isEqualTo(new NullFacts(2, 2, 2, 1));
    }

    @Test
    void aUseThatSucceededProvesTheNext() {
        assertThat(sample("secondUse").facts().nulls()).isEqualTo(new NullFacts(2, 1, 0, 0));
    }

    @Test
    void valuesOfTwoSlotsKeepTheStackInStep() {
        // Four uses of the array, all but the first after one that succeeded.
        assertThat(sample("longArithmetic").facts().nulls()).isEqualTo(new NullFacts(4, 3, 0, 0));
    }

    @Test
    void aMethodThatRepeatsItselfHasClones() {
        ControlFlowGraph copied = sample("copied").code();
        ControlFlowGraph loop = sample("loop").code();

        assertThat(Clones.count(List.of(loop, loop))).isZero(); // too short
        assertThat(Clones.count(List.of(copied)))
                .isBetween(2 * Clones.MIN_LENGTH, copied.instructions().size() - 2);
        assertThat(Clones.count(List.of(copied, copied)))
                .isEqualTo(2 * copied.instructions().size());
    }
}
