package org.multiprocessing.internal.serial;

import org.jspecify.annotations.Nullable;

/** Who reads what an encoder writes, or has written what a decoder reads: one that knows some objects, which then travel as handles. */
public interface Peer {
    /** Returns what travels in the place of an object that the peer knows; null for all others. Also for readers outside of the tree. */
    @Nullable
    HandleBacked handleOf(Object value);
}
