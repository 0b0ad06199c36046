package org.multiprocessing.manager;

/** A lock of a manager. */
record ManagedLock(LockService service) implements ManagedLocking {
    @Override
    public String toString() {
        return Texts.of("Lock", service);
    }
}
