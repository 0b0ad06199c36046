package org.multiprocessing.manager;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Lease;

/**
 * An object in a server, under an interface. As long as somebody wants it the server keeps it: clients that have it, messages on their way,
 * a name. After that, other hosted objects may still refer to it, and the Java heap knows. Changes under the lock of its table.
 */
final class HostedObject extends WeakReference<Object> {
    private final long id;
    private final Class<?> type;
    private final MethodTable methods;
    private final int hash;

    /** The object as long as somebody wants it. */
    private volatile @Nullable Object kept;

    private int keepers;

    /** Whether a client has given it to another object of this server, which may give it back. */
    private boolean nested;

    private @Nullable Lease lease;

    HostedObject(long id, Class<?> type, Object referent, ReferenceQueue<Object> collected) {
        super(referent, collected);
        this.id = id;
        this.type = type;
        this.methods = MethodTable.of(type);
        this.hash = System.identityHashCode(referent);
    }

    long id() {
        return id;
    }

    Class<?> type() {
        return type;
    }

    MethodTable methods() {
        return methods;
    }

    /** Returns the object; null if nobody has it any more. */
    @Nullable
    Object referent() {
        Object known = kept;
        return known != null ? known : get();
    }

    boolean isKept() {
        return kept != null;
    }

    /** Counts one more who wants it; returns whether it is the first one. */
    boolean keep() {
        if (keepers++ == 0) {
            kept = get();
            return true;
        }
        return false;
    }

    /** Counts one less; returns whether it was the last one. */
    boolean letGo() {
        if (--keepers == 0) {
            kept = null;
            return true;
        }
        return false;
    }

    /** Tells the object that nobody wants it any more. */
    void drop() {
        if (get() instanceof Droppable object) {
            object.dropped();
        }
    }

    boolean isNested() {
        return nested;
    }

    void markNested() {
        nested = true;
    }

    @Nullable
    Lease lease() {
        return lease;
    }

    void setLease(@Nullable Lease lease) {
        this.lease = lease;
    }

    /** Of the referent's identity, also when it is gone. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // identity is the point
    public boolean equals(@Nullable Object other) {
        return this == other;
    }
}
