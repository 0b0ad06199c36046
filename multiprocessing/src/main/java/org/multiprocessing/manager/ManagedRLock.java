package org.multiprocessing.manager;

import org.multiprocessing.sync.RLock;

/** A reentrant lock of a manager. */
record ManagedRLock(LockService service) implements ManagedLocking, RLock {
    @Override
    public int getHoldCount() {
        return service.holds();
    }

    @Override
    public String toString() {
        return Texts.of("RLock", service);
    }
}
