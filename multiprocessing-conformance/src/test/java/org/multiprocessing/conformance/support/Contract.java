package org.multiprocessing.conformance.support;

import org.junit.jupiter.api.Assumptions;
import org.multiprocessing.Context;
import org.multiprocessing.process.StartMethod;

/**
 * A suite that holds for every start method. A suite is an abstract class that implements this; a start method adds a
 * subclass without a body, which takes {@link #context} from an interface of its own. A test that only some start methods
 * can pass says what it {@link #needs}.
 */
public interface Contract {
    /** Returns the context under test. */
    Context context();

    /** Returns the start method under test. */
    default StartMethod method() {
        return context().startMethod();
    }

    /** Returns whether the start method under test gives something. */
    default boolean has(Trait trait) {
        return trait.isGivenBy(method());
    }

    /** Returns how often to do something of which a test is made up, fewer times where each is a message to another process. */
    default int times(int many) {
        return many;
    }

    /** Skips the test, with the reason, if the start method under test does not give what it needs. */
    default void needs(Trait... traits) {
        for (Trait trait : traits) {
            Assumptions.assumeTrue(has(trait), () -> method() + ": " + trait.reason());
        }
    }
}
