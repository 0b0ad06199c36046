package org.multiprocessing.examples.demo;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The natural loops of a graph and how deep they nest.
 *
 * <p>An edge back to a node that dominates its source closes a loop. That node is the loop's header; loops with the
 * same header count as one.
 */
final class Loops {

    private final Map<Integer, BitSet> bodies = new TreeMap<>(); // by header
    private final int[] depth;

    private Loops(Graph graph) {
        depth = new int[graph.size()];
    }

    static Loops of(Graph graph, Dominators dominators) {
        Loops loops = new Loops(graph);
        for (int node : dominators.order()) {
            for (int successor : graph.successors(node)) {
                if (dominators.dominates(successor, node)) {
                    loops.addBody(graph, dominators, successor, node);
                }
            }
        }
        loops.bodies.values().forEach(body -> body.stream().forEach(node -> loops.depth[node]++));
        return loops;
    }

    /** Adds all nodes that reach the end of a back edge without passing through its header. */
    private void addBody(Graph graph, Dominators dominators, int header, int backEdgeSource) {
        BitSet body = bodies.computeIfAbsent(header, _ -> new BitSet());
        body.set(header);
        Deque<Integer> open = new ArrayDeque<>();
        open.push(backEdgeSource);
        while (!open.isEmpty()) {
            int node = open.pop();
            if (body.get(node) || !dominators.isReachable(node)) {
                continue;
            }
            body.set(node);
            for (int predecessor : graph.predecessors(node)) {
                open.push(predecessor);
            }
        }
    }

    int count() {
        return bodies.size();
    }

    /** How many loops a node is in. */
    int depth(int node) {
        return depth[node];
    }

    /** The deepest nesting of all. */
    int maxDepth() {
        int max = 0;
        for (int d : depth) {
            max = Math.max(max, d);
        }
        return max;
    }
}
