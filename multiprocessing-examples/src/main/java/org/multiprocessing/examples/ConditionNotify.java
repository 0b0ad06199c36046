package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.memory.BooleanValue;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.sync.Condition;

/** Waits for something that a child does and then tells; after that, several children wait for what main tells. */
class ConditionNotify {
    static void prepare(Condition changed, BooleanValue prepared) throws InterruptedException {
        Thread.sleep(500);
        try (var _ = changed.hold()) {
            IO.println("the child has prepared everything");
            prepared.set(true);
            changed.signal();
        }
    }

    static void waiter(Condition changed, IntValue waiting, BooleanValue open, int number) throws InterruptedException {
        try (var _ = changed.hold()) {
            waiting.incrementAndGet();
            changed.signalAll();
            changed.waitFor(open::get);
            IO.println("waiter " + number + " goes on");
        }
    }

    static void main() throws InterruptedException {
        var changed = condition();
        var prepared = booleanValue(false);
        try (var _ = changed.hold()) {
            process(ConditionNotify::prepare, changed, prepared).start();
            changed.waitFor(prepared::get);
            IO.println("main goes on");
        }

        var waiting = intValue(0);
        var open = booleanValue(false);
        var waiters = IntStream.range(0, 3)
                .mapToObj(i -> process(ConditionNotify::waiter, changed, waiting, open, i)
                        .start())
                .toList();
        try (var _ = changed.hold()) {
            changed.waitFor(() -> waiting.get() == 3);
            IO.println("main lets all of them go on");
            open.set(true);
            changed.signalAll();
        }
        joinAll(waiters);
    }
}
