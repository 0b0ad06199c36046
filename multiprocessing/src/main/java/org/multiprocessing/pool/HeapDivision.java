package org.multiprocessing.pool;

/**
 * Divides the memory of the machine, or of the container, among this JVM and the workers of a pool. Only where it has to: most
 * pools are small enough for each JVM to have the heap that it would choose by itself, and a worker that is started like any
 * other process can be a standby JVM.
 *
 * @param limit what there is
 * @param parentHeap how large the heap of this JVM may become
 * @param workers how many workers there are
 */
record HeapDivision(long limit, long parentHeap, int workers) {
    /** What each JVM takes beside its heap: code, classes, threads. */
    static final long BESIDE_HEAP = 32L << 20;

    /** With less a worker would collect garbage all the time. */
    static final long LEAST_SHARE = 16L << 20;

    private static final long MIB = 1L << 20;
    private static final long DEFAULT_MAX = 126L << 20;
    private static final long LARGEST_DEFAULT = 32L << 30;

    /** Returns the heap that a JVM chooses by itself: a quarter of what there is, half of it where that is little. */
    long defaultHeap() {
        if (limit / 2 < DEFAULT_MAX) {
            return limit / 2;
        }
        return Math.min(Math.max(limit / 4, DEFAULT_MAX), LARGEST_DEFAULT);
    }

    private long besideHeaps() {
        return (workers + 1L) * BESIDE_HEAP;
    }

    /** Returns whether workers that choose their heaps themselves could together take more than there is. */
    boolean isNeeded() {
        return limit < Long.MAX_VALUE && parentHeap + workers * defaultHeap() > limit - besideHeaps();
    }

    /**
     * Returns the heap of each worker.
     *
     * @throws IllegalStateException if there is not enough for so many
     */
    long share() {
        long share = Math.min(defaultHeap(), (limit - parentHeap - besideHeaps()) / workers);
        if (share < LEAST_SHARE) {
            throw new IllegalStateException("a pool of " + workers + " workers does not fit: there are " + mib(limit)
                    + " of memory, this JVM's heap may take " + mib(parentHeap) + " of them, " + mib(besideHeaps())
                    + " go to what the JVMs need beside their heaps, and each worker needs a heap of at least "
                    + mib(LEAST_SHARE)
                    + "; have fewer workers, a smaller heap for this JVM (-Xmx), or say how large the workers' heaps are"
                    + " (withWorkerOptions(w -> w.withMaxHeapBytes(...)))");
        }
        return share / MIB * MIB;
    }

    /** Returns how the memory is divided, for the log. */
    String words() {
        return mib(limit) + " of memory are divided: a heap of " + mib(parentHeap) + " for this JVM, " + mib(share())
                + " for each of " + workers + " workers, " + mib(BESIDE_HEAP) + " for each JVM beside its heap";
    }

    private static String mib(long bytes) {
        return bytes / MIB + " MiB";
    }
}
