package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.multiprocessing.process.Output;

/** Terminates one process and kills another; a third one cleans up when it is terminated. */
class TerminateAndKill {
    static void task() throws InterruptedException {
        IO.println(currentProcess().name() + " works");
        Thread.sleep(Duration.ofMinutes(5));
    }

    static void carefulTask() throws InterruptedException {
        currentProcess().onTerminate(() -> IO.println(currentProcess().name() + " cleans up"));
        task();
    }

    static void main() throws InterruptedException {
        var working = new CountDownLatch(3);
        var output = new Output.Lines(line -> {
            IO.println(line);
            working.countDown();
        });
        var terminated = process(TerminateAndKill::task, o -> o.withOutput(output));
        var killed = process(TerminateAndKill::task, o -> o.withOutput(output));
        var careful = process(TerminateAndKill::carefulTask, o -> o.withOutput(output));
        var all = List.of(terminated.start(), killed.start(), careful.start());
        working.await();

        terminated.terminate();
        killed.kill();
        careful.terminate();
        joinAll(all);
        all.forEach(process -> IO.println(process.name() + ": " + process.exitCode()));
    }
}
