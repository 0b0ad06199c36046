package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import org.multiprocessing.sync.RLock;

/** Takes a lock again that it holds already, which a reentrant lock allows. */
class ReentrantLock {
    static void outer(RLock lock) {
        try (var _ = lock.hold()) {
            IO.println("outer holds the lock " + lock.getHoldCount() + " time");
            inner(lock);
            IO.println("outer holds the lock " + lock.getHoldCount() + " time");
        }
    }

    static void inner(RLock lock) {
        try (var _ = lock.hold()) {
            IO.println("inner holds the lock " + lock.getHoldCount() + " times");
        }
    }

    static void main() throws InterruptedException {
        var lock = rlock();
        process(ReentrantLock::outer, lock).start().join();
        IO.println("locked after all: " + lock.isLocked());
    }
}
