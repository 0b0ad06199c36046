package org.multiprocessing.manager;

import java.lang.foreign.MemorySegment;
import org.multiprocessing.memory.Guarded;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** What values, arrays and structs of a manager share. The object is its own guard in the server. */
interface ManagedGuarded extends Guarded, Adaptor {
    @Override
    GuardedService service();

    private ManagedRLock lock() {
        return new ManagedRLock(service());
    }

    @Override
    default Lock guard() {
        service().isLocked(); // fails if the object has been freed
        return lock();
    }

    @Override
    default Held hold() {
        return lock().hold();
    }

    @Override
    default Held holdInterruptibly() throws InterruptedException {
        return lock().holdInterruptibly();
    }

    @Override
    default MemorySegment segment() {
        service().isLocked();
        throw new UnsupportedOperationException(
                "the memory of this object is in a manager's process; toArray() or get() copy what is there");
    }

    @Override
    default void close() {
        service().close();
    }

    @Override
    default void free() {
        service().free();
    }

    /** Returns the name of the interface with the content, as in {@code IntValue[5]}. */
    default String text() {
        return Texts.of(getClass().getInterfaces()[0].getSimpleName(), service());
    }
}
