package org.multiprocessing.process;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Decoding;

/** The process that this JVM is, and what follows from that for the processes it starts. */
final class CurrentProcess {
    private static final AtomicInteger STARTED = new AtomicInteger();

    private static volatile @Nullable Process self;
    private static volatile @Nullable ProcessIdentity identity;

    private CurrentProcess() {}

    static synchronized Process get() {
        Process known = self;
        if (known == null) {
            known = Process.main();
            self = known;
        }
        return known;
    }

    static synchronized void set(Process process, ProcessIdentity its) {
        self = process;
        identity = its;
    }

    static boolean isDaemon() {
        ProcessIdentity known = identity;
        return known != null && known.daemon();
    }

    static ProcessIdentity identity() {
        return Objects.requireNonNull(identity, "the main process has no identity from a parent");
    }

    /** Returns the next child's place in the tree, such as 2, or 1:2 in a child. */
    static String nextIdentity() {
        ProcessIdentity known = identity;
        int number = STARTED.incrementAndGet();
        return known == null ? Integer.toString(number) : known.identity() + ":" + number;
    }

    /**
     * Refuses to start a process where that could never end: while this JVM still decodes what it is to do. A static
     * initialiser that starts a process would do so again in that process, and so on.
     */
    static void checkMayStart() {
        if (!Decoding.inProgress()) {
            return;
        }
        String culprit = "a class";
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>")) {
                culprit = "the static initialiser of " + frame.getClassName();
                break;
            }
        }
        throw new IllegalStateException(
                "process " + get().name() + " is still decoding its target, and " + culprit
                        + " tried to start a process, which would repeat itself in that process; start it from a method instead");
    }
}
