package org.multiprocessing.internal.os;

/** The implementation without a native call: sleepers look again at short intervals, so nobody needs to wake them. */
final class PortableOs implements Os {
    static final int KIND = 1;

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public boolean canWake() {
        return false;
    }

    @Override
    public void prepare() {
        // nothing to prepare: canWake stays false
    }

    @Override
    public boolean sleep(long address, int expected, long nanos) {
        throw new IllegalStateException("the portable implementation does not sleep on a word");
    }

    @Override
    public int wake(long address, int count) {
        throw new IllegalStateException("the portable implementation wakes nobody");
    }

    @Override
    public void dieWithParent() {
        // no portable way; the lock on the parent's byte ends this process, unless it is stopped
    }
}
