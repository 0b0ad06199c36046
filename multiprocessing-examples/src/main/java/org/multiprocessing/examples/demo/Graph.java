package org.multiprocessing.examples.demo;

import java.util.Arrays;
import java.util.BitSet;

/** A directed graph over the nodes {@code 0} to {@code size() - 1}; node 0 is its entry. */
final class Graph {

    private final int[][] successors;
    private final int[][] predecessors;
    private final int edges;

    private Graph(int[][] successors, int[][] predecessors, int edges) {
        this.successors = successors;
        this.predecessors = predecessors;
        this.edges = edges;
    }

    int size() {
        return successors.length;
    }

    /** Number of edges; parallel edges count once. */
    int edges() {
        return edges;
    }

    int[] successors(int node) {
        return successors[node];
    }

    int[] predecessors(int node) {
        return predecessors[node];
    }

    /** The nodes that the entry reaches, each before its successors except along retreating edges. */
    int[] reversePostorder() {
        int[] order = new int[size()];
        int first = order.length;
        int[] stack = new int[size()];
        int[] next = new int[size()];
        BitSet seen = new BitSet(size());
        int depth = 0;
        stack[depth++] = 0;
        seen.set(0);
        while (depth > 0) {
            int node = stack[depth - 1];
            if (next[node] == successors[node].length) {
                order[--first] = node;
                depth--;
                continue;
            }
            int child = successors[node][next[node]++];
            if (!seen.get(child)) {
                seen.set(child);
                stack[depth++] = child;
            }
        }
        return Arrays.copyOfRange(order, first, order.length);
    }

    /** Collects edges. */
    static final class Builder {

        private final BitSet[] successors;

        Builder(int size) {
            if (size < 1) {
                throw new IllegalArgumentException("a graph needs an entry, but has " + size + " nodes");
            }
            successors = new BitSet[size];
            Arrays.setAll(successors, _ -> new BitSet());
        }

        Builder edge(int from, int to) {
            successors[from].set(to);
            return this;
        }

        Graph build() {
            int[][] out = new int[successors.length][];
            int[] inDegree = new int[successors.length];
            int edges = 0;
            for (int from = 0; from < out.length; from++) {
                out[from] = successors[from].stream().toArray();
                edges += out[from].length;
                for (int to : out[from]) {
                    inDegree[to]++;
                }
            }
            return new Graph(out, invert(out, inDegree), edges);
        }

        private static int[][] invert(int[][] out, int[] inDegree) {
            int[][] in = new int[out.length][];
            Arrays.setAll(in, node -> new int[inDegree[node]]);
            int[] filled = new int[out.length];
            for (int from = 0; from < out.length; from++) {
                for (int to : out[from]) {
                    in[to][filled[to]++] = from;
                }
            }
            return in;
        }
    }
}
