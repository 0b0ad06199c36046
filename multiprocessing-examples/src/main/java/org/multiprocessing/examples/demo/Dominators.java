package org.multiprocessing.examples.demo;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The dominator tree of a graph.
 *
 * <p>Node <i>a</i> dominates node <i>b</i> when every path from the entry to <i>b</i> passes through <i>a</i>. Computed
 * with the algorithm of Cooper, Harvey and Kennedy: intersect the paths of a node's predecessors in reverse postorder
 * until nothing changes.
 */
final class Dominators {

    private static final int NONE = -1;

    private final Graph graph;
    private final int[] order;
    private final int[] position; // in order; NONE for a node that the entry does not reach
    private final int[] immediate;

    private Dominators(Graph graph) {
        this.graph = graph;
        order = graph.reversePostorder();
        position = new int[graph.size()];
        Arrays.fill(position, NONE);
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        immediate = new int[graph.size()];
        Arrays.fill(immediate, NONE);
    }

    static Dominators of(Graph graph) {
        Dominators dominators = new Dominators(graph);
        dominators.solve();
        return dominators;
    }

    private void solve() {
        immediate[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < order.length; i++) {
                int node = order[i];
                int dominator = commonDominatorOfPredecessors(node);
                if (immediate[node] != dominator) {
                    immediate[node] = dominator;
                    changed = true;
                }
            }
        }
    }

    private int commonDominatorOfPredecessors(int node) {
        int common = NONE;
        for (int predecessor : graph.predecessors(node)) {
            if (immediate[predecessor] != NONE) {
                common = common == NONE ? predecessor : intersect(common, predecessor);
            }
        }
        return common;
    }

    private int intersect(int a, int b) {
        int left = a;
        int right = b;
        while (left != right) {
            while (position[left] > position[right]) {
                left = immediate[left];
            }
            while (position[right] > position[left]) {
                right = immediate[right];
            }
        }
        return left;
    }

    /** The nodes that the entry reaches, in reverse postorder. */
    int[] order() {
        return order;
    }

    boolean isReachable(int node) {
        return position[node] != NONE;
    }

    /** The closest strict dominator of a node; -1 for the entry and for a node that the entry does not reach. */
    int immediate(int node) {
        return node == 0 ? NONE : immediate[node];
    }

    /** Whether every path to {@code b} passes through {@code a}; a node dominates itself. */
    boolean dominates(int a, int b) {
        if (!isReachable(a) || !isReachable(b)) {
            return false;
        }
        int node = b;
        while (position[node] > position[a]) {
            node = immediate[node];
        }
        return node == a;
    }

    /** For each node the nodes where its dominance ends: it dominates a predecessor of theirs, but not them. */
    BitSet[] frontiers() {
        BitSet[] frontiers = new BitSet[graph.size()];
        Arrays.setAll(frontiers, _ -> new BitSet());
        for (int node : order) {
            for (int predecessor : graph.predecessors(node)) {
                if (!isReachable(predecessor)) {
                    continue;
                }
                int runner = predecessor;
                while (runner != immediate(node) && runner != NONE) {
                    frontiers[runner].set(node);
                    runner = immediate(runner);
                }
            }
        }
        return frontiers;
    }
}
