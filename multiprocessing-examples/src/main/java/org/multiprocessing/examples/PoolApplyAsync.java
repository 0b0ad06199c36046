package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.sync.Event;

/** Gives a task to a worker, looks how far it is, and takes the result when it is there. */
class PoolApplyAsync {
    static String greet(String name, Event go) throws InterruptedException {
        go.await();
        return "hello " + name;
    }

    static void main() throws InterruptedException, ExecutionException {
        var go = event();
        try (var pool = pool(2)) {
            var result = pool.applyAsync(PoolApplyAsync::greet, "world", go);
            IO.println("done at once: " + result.isDone());
            IO.println("done after a moment: " + result.await(Duration.ofMillis(50)));
            try {
                IO.println(result.get(Duration.ofMillis(50)));
            } catch (TimeoutException e) {
                IO.println("no result yet, state " + result.state());
            }
            go.set();
            IO.println(result.get());
            IO.println("done: " + result.isDone() + ", state " + result.state());
        }
    }
}
