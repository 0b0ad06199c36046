package org.multiprocessing.process;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Decoding;
import org.multiprocessing.internal.shm.Hosting;
import org.multiprocessing.internal.shm.Session;

/** The process that the running code is part of, and what follows from that for the processes it starts. */
final class CurrentProcess {
    /**
     * A process seen from inside.
     *
     * @param process the process
     * @param identity who it is; null in the main process
     * @param parent the process that started it; null in the main process
     * @param started how many it has described so far
     */
    record Self(
            Process process,
            @Nullable ProcessIdentity identity,
            @Nullable Process parent,
            AtomicInteger started) {
        Self(Process process, @Nullable ProcessIdentity identity, @Nullable Process parent) {
            this(process, identity, parent, new AtomicInteger());
        }
    }

    private static volatile @Nullable Self ofJvm;

    /** Of processes that are threads; made with the first of them, since every new thread pays for such a variable. */
    private static volatile @Nullable InheritableThreadLocal<@Nullable Self> ofThread;

    private CurrentProcess() {}

    static Self self() {
        InheritableThreadLocal<@Nullable Self> threads = ofThread;
        Self self = threads == null ? null : threads.get();
        if (self != null) {
            return self;
        }
        self = ofJvm;
        return self != null ? self : main();
    }

    private static synchronized Self main() {
        Self known = ofJvm;
        if (known == null) {
            Process main = new Process(null, ProcessOptionsImpl.DEFAULTS.withName("MainProcess"), "", false);
            known = new Self(main, null, null);
            main.become(known);
            ofJvm = known;
        }
        return known;
    }

    static Process get() {
        return self().process();
    }

    /** Makes this JVM the child that its parent describes. */
    static void begin(ProcessIdentity identity) {
        Process process = new Process(
                null, ProcessOptionsImpl.DEFAULTS.withName(identity.name()), identity.identity(), identity.daemon());
        Process parent = new Process(null, ProcessOptionsImpl.DEFAULTS.withName(identity.parentName()), "", false);
        parent.isParent(new ParentProcess(parent, identity.parentPid()));
        Self self = new Self(process, identity, parent);
        ofJvm = self;
        process.become(self);
        StartMethod.replace(identity.startMethod());
    }

    /** Makes a subclass, as it has arrived, the process that this JVM is. */
    static void replaceBy(Process subclassed) {
        Self known = self();
        Self replaced = new Self(subclassed, known.identity(), known.parent(), known.started());
        subclassed.become(replaced);
        ofJvm = replaced;
    }

    /** Makes the calling thread, and those that it starts, the given process. */
    static void beginThread(Self self) {
        threads().set(self);
    }

    private static synchronized InheritableThreadLocal<@Nullable Self> threads() {
        InheritableThreadLocal<@Nullable Self> threads = ofThread;
        if (threads == null) {
            threads = new InheritableThreadLocal<>();
            ofThread = threads;
        }
        return threads;
    }

    /** Returns what a child is if its options do not say: what this process is, but no worker's child is a daemon. */
    static boolean isDaemonInherited() {
        ProcessIdentity identity = self().identity();
        return identity != null && identity.daemon() && !isHost();
    }

    private static boolean isHost() {
        if (Hosting.isMarked()) {
            return true;
        }
        if (!Session.isOpen()) {
            return false;
        }
        Session session = Session.current();
        return session.processes().entry(session.slot()).isHost();
    }

    /** Returns the next child's place in the tree, such as 2, or 1:2 in a child. */
    static String nextIdentity() {
        Process.beWaitable();
        Self self = self();
        int number = self.started().incrementAndGet();
        ProcessIdentity known = self.identity();
        return known == null ? Integer.toString(number) : known.identity() + ":" + number;
    }

    /** Refuses to start a process where none may be started. */
    static void checkMayStart(String name) {
        ProcessIdentity identity = self().identity();
        if (identity != null && identity.daemon() && !isHost()) {
            throw new IllegalStateException("process " + identity.name() + " is a daemon, so it cannot start " + name
                    + ": nobody would wait for it; make " + identity.name() + " no daemon with withDaemon(false)");
        }
        if (Decoding.inProgress()) {
            throw new IllegalStateException(stillDecoding());
        }
    }

    /**
     * A start while this JVM still decodes what it is to do could never end: a static initialiser that starts a process
     * would do so again in that process, and so on.
     */
    private static String stillDecoding() {
        String culprit = "a class";
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>")) {
                culprit = "the static initialiser of " + frame.getClassName();
                break;
            }
        }
        return "process " + get().name() + " is still decoding its target, and " + culprit
                + " tried to start a process, which would repeat itself in that process; start it from a method instead";
    }
}
