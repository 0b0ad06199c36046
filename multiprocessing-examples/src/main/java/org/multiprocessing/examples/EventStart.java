package org.multiprocessing.examples;

import static java.time.Duration.ofMillis;
import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.sync.Event;

/** Holds five processes back until main gives the start; and one until another one gives it, looking at its watch. */
class EventStart {
    static void runner(Event start, int number) throws InterruptedException {
        IO.println("runner " + number + " waits");
        start.await();
        IO.println("runner " + number + " goes");
    }

    static void impatient(Event start) throws InterruptedException {
        while (!start.await(ofMillis(200))) {
            IO.println("not yet");
        }
        IO.println("at last");
    }

    static void starter(Event start) throws InterruptedException {
        Thread.sleep(1_000);
        IO.println("the other process gives the start");
        start.set();
    }

    static void main() throws InterruptedException {
        var start = event();
        var runners = IntStream.range(0, 5)
                .mapToObj(i -> process(EventStart::runner, start, i).start())
                .toList();
        Thread.sleep(1_000);
        IO.println("main gives the start");
        start.set();
        joinAll(runners);

        start.clear();
        var waiting = process(EventStart::impatient, start).start();
        process(EventStart::starter, start).start().join();
        waiting.join();
    }
}
