package org.multiprocessing.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DominatorsTest {

    /** 0 branches to 1 and 2, which meet in 3; 3 loops back to 1 or goes on to 4; nothing leads to 5. */
    private static final Graph GRAPH = new Graph.Builder(6)
            .edge(0, 1)
            .edge(0, 2)
            .edge(1, 3)
            .edge(2, 3)
            .edge(3, 1)
            .edge(3, 4)
            .edge(5, 4)
            .build();

    private final Dominators dominators = Dominators.of(GRAPH);

    @Test
    void theTreeIsThatOfTheGraph() {
        assertThat(IntStream.range(0, 6).map(dominators::immediate)).containsExactly(-1, 0, 0, 0, 3, -1);
    }

    @Test
    void aNodeDominatesItselfAndWhatIsBelowItInTheTree() {
        assertThat(dominators.dominates(0, 4)).isTrue();
        assertThat(dominators.dominates(3, 4)).isTrue();
        assertThat(dominators.dominates(4, 4)).isTrue();
        assertThat(dominators.dominates(1, 3)).isFalse();
        assertThat(dominators.dominates(4, 3)).isFalse();
    }

    @Test
    void aNodeThatNothingLeadsToTakesNoPart() {
        assertThat(dominators.isReachable(5)).isFalse();
        assertThat(dominators.dominates(0, 5)).isFalse();
        assertThat(dominators.dominates(5, 4)).isFalse();
    }

    @Test
    void aFrontierIsWhereDominanceEnds() {
        assertThat(dominators.frontiers()).containsExactly(set(), set(3), set(3), set(1), set(), set());
    }

    @Test
    void theEntryIsInTheFrontierOfALoopAroundIt() {
        Graph graph = new Graph.Builder(2).edge(0, 1).edge(1, 0).build();

        assertThat(Dominators.of(graph).frontiers()).containsExactly(set(0), set(0));
    }

    /** From the paper of Cooper, Harvey and Kennedy: irreducible, so that one pass is not enough. */
    @Test
    void anIrreducibleGraphNeedsSeveralPasses() {
        Graph graph = new Graph.Builder(6)
                .edge(0, 1)
                .edge(0, 2)
                .edge(1, 5)
                .edge(2, 3)
                .edge(2, 4)
                .edge(3, 5)
                .edge(5, 3)
                .edge(3, 4)
                .edge(4, 3)
                .build();

        assertThat(IntStream.range(0, 6).map(Dominators.of(graph)::immediate)).containsExactly(-1, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aDominatorIsANodeWithoutWhichTheOtherIsOutOfReach(long seed) {
        Graph graph = randomGraph(new Random(seed));
        Dominators found = Dominators.of(graph);

        for (int a = 0; a < graph.size(); a++) {
            BitSet reachedWithoutA = reach(graph, a);
            for (int b = 0; b < graph.size(); b++) {
                boolean expected = found.isReachable(a) && found.isReachable(b) && (a == b || !reachedWithoutA.get(b));
                assertThat(found.dominates(a, b)).as("%d dominates %d", a, b).isEqualTo(expected);
            }
        }
    }

    private static Graph randomGraph(Random random) {
        int size = 20;
        Graph.Builder builder = new Graph.Builder(size);
        for (int i = 0; i < 2 * size; i++) {
            builder.edge(random.nextInt(size), random.nextInt(size));
        }
        return builder.build();
    }

    private static BitSet reach(Graph graph, int removed) {
        BitSet reached = new BitSet();
        BitSet open = new BitSet();
        open.set(0);
        while (!open.isEmpty()) {
            int node = open.nextSetBit(0);
            open.clear(node);
            if (node == removed || reached.get(node)) {
                continue;
            }
            reached.set(node);
            for (int successor : graph.successors(node)) {
                open.set(successor);
            }
        }
        return reached;
    }

    private static BitSet set(int... nodes) {
        BitSet set = new BitSet();
        IntStream.of(nodes).forEach(set::set);
        return set;
    }
}
