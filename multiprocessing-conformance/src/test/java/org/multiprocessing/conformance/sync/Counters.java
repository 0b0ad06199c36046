package org.multiprocessing.conformance.sync;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.memory.SharedBlocks;
import org.multiprocessing.memory.SharedMemory;

/**
 * Numbers that all processes of a test see: what a suite checks primitives with, so made of nothing but memory.
 *
 * @param memory where they are
 */
public record Counters(SharedMemory memory) implements AutoCloseable, java.io.Serializable {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    /** Makes some, all 0. */
    public static Counters of(int size) {
        return new Counters(SharedBlocks.memory((long) size * Long.BYTES));
    }

    private static long at(int index) {
        return (long) index * Long.BYTES;
    }

    /** Returns a number, as a volatile read. */
    public long get(int index) {
        return (long) LONG.getVolatile(memory.segment(), at(index));
    }

    /** Sets a number, as a volatile write. */
    public void set(int index, long value) {
        LONG.setVolatile(memory.segment(), at(index), value);
    }

    /** Adds to a number in one step, and returns what it was. */
    public long add(int index, long delta) {
        return (long) LONG.getAndAdd(memory.segment(), at(index), delta);
    }

    /** Returns a number without any order with other accesses: what the primitive under test does not order is seen wrong. */
    public long plain(int index) {
        return (long) LONG.get(memory.segment(), at(index));
    }

    /** Sets a number without any order with other accesses. */
    public void plain(int index, long value) {
        LONG.set(memory.segment(), at(index), value);
    }

    /** Adds one in two steps, between which somebody else may get if nothing keeps it out. */
    public void increment(int index) {
        plain(index, plain(index) + 1);
    }

    /** Waits until a number is at least so high. */
    public void await(String what, int index, long least) throws Exception {
        Await.until(what + " (counter " + index + " at least " + least + ")", () -> get(index) >= least);
    }

    @Override
    public void close() {
        memory.free();
    }
}
