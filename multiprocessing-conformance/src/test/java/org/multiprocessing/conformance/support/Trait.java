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
    FRESH_STATE("its static state is its parent's", StartMethod.THREADS, StartMethod.FORK),
    /** What is shared lies in memory that each process reaches by itself. */
    SHARED_MEMORY("the object lives in a manager's process, and each look at it is a call"),
    /** The workers of a pool are processes of this one, and run its tasks themselves. */
    OWN_WORKERS("the workers of a manager's pool are known at the server only, and threads here wait for them"),
    /** What cannot travel is refused when it is given, not on its way. */
    REFUSAL("what cannot travel to a manager's pool is found when it is sent to the server"),
    /** What a process has received, or not noticed before it died, makes a difference. */
    NOTICE("a manager's server knows what a process asks for, not what it has received or noticed");

    private final String reason;
    private final Set<StartMethod> lacking;

    /** Of what is shared, and not of start methods. */
    Trait(String reason) {
        this.reason = reason;
        this.lacking = EnumSet.noneOf(StartMethod.class);
    }

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
