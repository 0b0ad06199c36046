package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.stream.IntStream;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.memory.IntValue;

/** Gives work to several processes through a queue, and waits until all of it is done, not only taken. */
class JoinableWork {
    static void work(JoinableQueue<Integer> queue, IntValue done) throws InterruptedException {
        try {
            while (true) {
                int item = queue.take();
                Thread.sleep(item % 3 * 10L);
                done.incrementAndGet();
                queue.taskDone();
            }
        } catch (QueueShutDownException _) {
            IO.println("a worker goes home");
        }
    }

    static void main() throws InterruptedException {
        JoinableQueue<Integer> queue = joinableQueue();
        var done = intValue(0);
        var workers = IntStream.range(0, 3)
                .mapToObj(_ -> process(JoinableWork::work, queue, done).start())
                .toList();
        for (int i = 0; i < 20; i++) {
            queue.put(i);
        }
        queue.join();
        IO.println(done.get() + " items are done, " + queue.unfinished() + " are not");
        queue.shutdown();
        joinAll(workers);
    }
}
