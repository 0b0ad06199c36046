package org.multiprocessing.examples.demo;

import java.io.Serializable;

/** How much code there is, and how it flows. */
record FlowFacts(long methods, long instructions, long calls, long blocks, long edges, long loops)
        implements Serializable {

    static final FlowFacts NONE = new FlowFacts(0, 0, 0, 0, 0, 0);

    FlowFacts plus(FlowFacts other) {
        return new FlowFacts(
                methods + other.methods,
                instructions + other.instructions,
                calls + other.calls,
                blocks + other.blocks,
                edges + other.edges,
                loops + other.loops);
    }
}
