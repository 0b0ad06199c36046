package org.multiprocessing.conformance.manager;

import org.junit.jupiter.api.Nested;

/** Calls with a time limit, which is over. */
class GivenUpTest {
    @Nested
    class OfTheTree extends GivenUpContract {
        @Override
        boolean isTreeImpatient() {
            return true;
        }
    }

    @Nested
    class Connected extends GivenUpContract {
        @Override
        boolean isTreeImpatient() {
            return false;
        }
    }
}
