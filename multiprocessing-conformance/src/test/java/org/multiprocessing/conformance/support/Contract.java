package org.multiprocessing.conformance.support;

import org.multiprocessing.Context;

/**
 * A suite that holds for every start method. A suite is an abstract class that implements this; a start method adds a
 * subclass without a body, which takes {@link #context} from an interface of its own.
 */
public interface Contract {
    /** Returns the context under test. */
    Context context();
}
