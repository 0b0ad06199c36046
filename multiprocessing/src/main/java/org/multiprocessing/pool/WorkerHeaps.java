package org.multiprocessing.pool;

import org.multiprocessing.internal.launch.WorkerStart;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.os.MachineMemory;
import org.multiprocessing.process.ProcessOptions;

/** Gives the workers of a pool their heaps, unless the program has said how large those are. */
final class WorkerHeaps {
    private static final String LIMIT_PROPERTY = "multiprocessing.memory";

    private long known;

    /** Returns the options of a worker, one of so many. */
    ProcessOptions bounded(ProcessOptions options, int workers) {
        if (((WorkerStart) options).choosesHeap()) {
            return options;
        }
        HeapDivision division = new HeapDivision(limit(), Runtime.getRuntime().maxMemory(), workers);
        if (!division.isNeeded()) {
            return options;
        }
        long share = division.share();
        if (share != known) { // not again for each worker
            known = share;
            Log.life(division.words());
        }
        return options.withMaxHeapBytes(share);
    }

    private static long limit() {
        String text = System.getProperty(LIMIT_PROPERTY);
        if (text == null) {
            return MachineMemory.limit();
        }
        try {
            long bytes = Long.parseLong(text);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("-D" + LIMIT_PROPERTY + "=" + text
                + " is not a number of bytes, of memory for this program, above zero");
    }
}
