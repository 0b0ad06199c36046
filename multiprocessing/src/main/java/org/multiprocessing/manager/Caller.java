package org.multiprocessing.manager;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who calls a hosted object: a thread of a client process. What belongs to a thread elsewhere, as a lock does, is kept by this. */
final class Caller {
    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    private final long client;
    private final long thread;
    private final String process;
    private final BooleanSupplier gone;

    /** The object that the client has called by a method that it cannot interrupt. */
    private @Nullable Object called;

    Caller(long client, long thread, String process) {
        this(client, thread, process, () -> false);
    }

    Caller(long client, long thread, String process, BooleanSupplier gone) {
        this.gone = gone;
        this.client = client;
        this.thread = thread;
        this.process = process;
    }

    /** Returns who has made the call that this thread runs; outside of any, the server itself. */
    static Caller current() {
        Caller known = CURRENT.get();
        return known != null ? known : new Caller(0, Thread.currentThread().threadId(), "the server");
    }

    /** Says for whom this thread works from now on; returns for whom it did until now, for {@link #restore}. */
    @Nullable
    Caller begin() {
        Caller before = CURRENT.get();
        CURRENT.set(this);
        return before;
    }

    /** Says so, and which object it has called, if that was by a method that it cannot interrupt; null otherwise. */
    @Nullable
    Caller begin(@Nullable Object calledUninterruptibly) {
        called = calledUninterruptibly;
        return begin();
    }

    static void restore(@Nullable Caller before) {
        CURRENT.set(before);
    }

    /** Returns the number of the process: one per connected process, never used again. */
    long client() {
        return client;
    }

    /** Returns the number that the thread has in its process. */
    long thread() {
        return thread;
    }

    /** Returns whether the process has gone meanwhile, so that nothing must be given to it; true before any {@link ClientWatcher} is told. */
    boolean isGone() {
        return gone.getAsBoolean();
    }

    /**
     * Returns whether an interrupt of this thread says that nobody waits for the answer any more, since the client itself cannot interrupt
     * what it has called. Not so of an object that is used by the one that was called, whose method goes on.
     */
    @SuppressWarnings("ReferenceEquality") // the very object
    boolean isCancelledByInterrupt(Object object) {
        return called == object;
    }

    /** Returns what an error calls the caller. */
    String words() {
        return process + ", thread " + thread;
    }

    @Override
    public String toString() {
        return words();
    }
}
