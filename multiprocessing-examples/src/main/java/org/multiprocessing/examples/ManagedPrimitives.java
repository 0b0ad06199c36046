package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.memory.DoubleArray;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.serial.Action;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/** Makes one of each primitive by a manager in the parent, and uses it in a child. */
class ManagedPrimitives {
    static void inChild(Action action) throws InterruptedException {
        var child = process(action).start();
        child.join();
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("the child has failed: " + child.exitReport());
        }
    }

    static void locks(Manager manager) throws InterruptedException {
        Lock lock = manager.lock();
        inChild(() -> {
            try (var _ = lock.hold()) {
                IO.println("Lock: held in the child: " + lock.isHeldByCurrentThread());
            }
        });
        RLock rlock = manager.rlock();
        inChild(() -> {
            try (var _ = rlock.hold();
                    var _ = rlock.hold()) {
                IO.println("RLock: held " + rlock.getHoldCount() + " times");
            }
        });
        Semaphore semaphore = manager.semaphore(3);
        inChild(() -> semaphore.acquire(2));
        IO.println("Semaphore: permits left: " + semaphore.availablePermits());
        BoundedSemaphore bounded = manager.boundedSemaphore(1);
        inChild(() -> {
            try {
                bounded.release();
            } catch (IllegalStateException e) {
                IO.println("BoundedSemaphore: " + e.getMessage());
            }
        });
    }

    static void meetings(Manager manager) throws InterruptedException, BrokenBarrierException {
        Event event = manager.event();
        inChild(event::set);
        IO.println("Event: set: " + event.isSet());
        Condition condition = manager.condition();
        IntValue state = manager.intValue(0);
        var waiter = process(() -> {
                    try (var _ = condition.hold()) {
                        condition.waitFor(() -> state.get() == 1);
                        IO.println("Condition: the state is " + state.get());
                    }
                })
                .start();
        try (var _ = condition.hold()) {
            state.set(1);
            condition.signalAll();
        }
        waiter.join();
        Barrier barrier = manager.barrier(2);
        var party = process(() -> barrier.await()).start();
        barrier.await();
        party.join();
        IO.println("Barrier: both have come");
    }

    static void data(Manager manager) throws InterruptedException {
        Queue<String> queue = manager.queue();
        inChild(() -> queue.put("an item"));
        IO.println("Queue: " + queue.take());
        JoinableQueue<Integer> work = manager.joinableQueue();
        work.addAll(List.of(1, 2, 3));
        inChild(() -> {
            for (int i = 0; i < 3; i++) {
                work.take();
                work.taskDone();
            }
        });
        work.join();
        IO.println("JoinableQueue: unfinished: " + work.unfinished());
        IntValue value = manager.intValue(7);
        inChild(value::incrementAndGet);
        IO.println("Value: " + value.get());
        DoubleArray array = manager.doubleArrayOf(1, 2, 3);
        inChild(() -> array.set(1, 2.5));
        IO.println("Array: " + array);
        Pool pool = manager.pool(2);
        inChild(() -> IO.println("Pool: " + pool.map(i -> i * i, List.of(1, 2, 3))));
        pool.close();
    }

    static void main() throws InterruptedException, BrokenBarrierException {
        try (var manager = manager()) {
            locks(manager);
            meetings(manager);
            data(manager);
        }
    }
}
