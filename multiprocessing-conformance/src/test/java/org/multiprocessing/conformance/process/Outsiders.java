package org.multiprocessing.conformance.process;

import java.util.List;

/** Static state that belongs to nobody's target, for the tests of {@link ForkStateContract}. */
final class Outsiders {
    private Outsiders() {}

    /** Can be taken over. */
    static final class Other {
        static int number;

        private Other() {}
    }

    /** Cannot be taken over. */
    static final class Stuck {
        static Thread worker = new Thread(() -> {});

        private Stuck() {}
    }

    /** Is final, and differs. */
    static final class Fixed {
        static final List<Long> PIDS = List.of(ProcessHandle.current().pid());

        private Fixed() {}
    }
}
