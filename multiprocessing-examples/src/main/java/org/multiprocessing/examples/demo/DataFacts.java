package org.multiprocessing.examples.demo;

import java.io.Serializable;

/** How values travel through local variables. */
record DataFacts(long chains, long phis, long deadStores) implements Serializable {

    static final DataFacts NONE = new DataFacts(0, 0, 0);

    DataFacts plus(DataFacts other) {
        return new DataFacts(chains + other.chains, phis + other.phis, deadStores + other.deadStores);
    }
}
