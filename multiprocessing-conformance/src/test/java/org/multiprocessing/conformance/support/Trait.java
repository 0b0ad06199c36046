package org.multiprocessing.conformance.support;

import java.util.EnumSet;
import java.util.Set;
import org.multiprocessing.process.StartMethod;

/** What a test may need of processes that not every start method gives. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes the set
public enum Trait {
    /** A process can be killed, sent signals, and crash, without harm to the one that started it. */
    KILL("a thread cannot be killed", StartMethod.THREADS),
    /** {@code System.exit} ends the process that calls it, and no other. */
    EXIT("System.exit in a thread ends the program", StartMethod.THREADS),
    /** What a target captures is copied. */
    COPY("a thread shares what its target captures", StartMethod.THREADS),
    /** A process has a JVM of its own, with its own pid, options, streams, shutdown hooks and threads. */
    JVM("a thread has no JVM of its own", StartMethod.THREADS),
    /** A process begins with static state that nobody has changed. */
    FRESH_STATE("its static state is its parent's", StartMethod.THREADS, StartMethod.FORK);

    private final String reason;
    private final Set<StartMethod> lacking;

    Trait(String reason, StartMethod first, StartMethod... others) {
        this.reason = reason;
        this.lacking = EnumSet.of(first, others);
    }

    boolean isGivenBy(StartMethod method) {
        return !lacking.contains(method);
    }

    String reason() {
        return reason;
    }
}
