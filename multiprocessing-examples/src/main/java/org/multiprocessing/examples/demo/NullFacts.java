package org.multiprocessing.examples.demo;

import java.io.Serializable;

/** How many uses of references are provably safe, and how many comparisons with null have a known answer. */
record NullFacts(long uses, long safeUses, long checks, long needlessChecks) implements Serializable {

    static final NullFacts NONE = new NullFacts(0, 0, 0, 0);

    NullFacts plus(NullFacts other) {
        return new NullFacts(
                uses + other.uses,
                safeUses + other.safeUses,
                checks + other.checks,
                needlessChecks + other.needlessChecks);
    }
}
