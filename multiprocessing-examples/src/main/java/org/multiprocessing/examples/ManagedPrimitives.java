package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import org.multiprocessing.serial.Action;

/** Makes one of each primitive by a manager in the parent, and uses it in a child. */
class ManagedPrimitives {
    static void main() throws Exception {
        try (var manager = manager()) {
            var lock = manager.lock();
            var rlock = manager.rlock();
            Action hold = () -> {
                try (var _ = lock.hold();
                        var _ = rlock.hold()) {
                    IO.println("Lock, RLock: held in the child: " + lock.isLocked() + ", " + rlock.isLocked());
                }
            };
            process(hold).start().join();
            var semaphore = manager.semaphore(3);
            process(() -> semaphore.acquire(2)).start().join();
            var bounded = manager.boundedSemaphore(1);
            process(bounded::acquire).start().join();
            IO.println("Semaphores: " + semaphore.availablePermits() + " and " + bounded.availablePermits() + " left");
            var event = manager.event();
            process(event::set).start().join();
            IO.println("Event: set: " + event.isSet());
            var condition = manager.condition();
            var value = manager.intValue(7);
            Action add = () -> {
                try (var _ = condition.hold()) {
                    value.incrementAndGet();
                    condition.signalAll();
                }
            };
            try (var _ = condition.hold()) {
                process(add).start();
                condition.waitFor(() -> value.get() == 8);
            }
            IO.println("Condition: the Value is " + value.get());
            var barrier = manager.barrier(2);
            process(barrier::await).start();
            barrier.await();
            IO.println("Barrier: both have come");
            var queue = manager.queue();
            process(() -> queue.put("an item")).start().join();
            IO.println("Queue: " + queue.take());
            var work = manager.joinableQueue();
            process(() -> work.put("a task")).start().join();
            IO.println("JoinableQueue: " + work.take() + ", unfinished: " + work.unfinished());
            var array = manager.doubleArrayOf(1, 2, 3);
            process(() -> array.set(1, 2.5)).start().join();
            IO.println("Array: " + array);
            var pool = manager.pool(2);
            process(() -> IO.println("Pool: " + pool.apply(() -> 6 * 7)))
                    .start()
                    .join();
        }
    }
}
