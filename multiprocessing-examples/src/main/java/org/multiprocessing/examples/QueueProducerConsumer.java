package org.multiprocessing.examples;

import static java.time.Duration.ofMillis;
import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;

/** Passes items from producers to consumers through a queue; the end is told by shutting it down. */
class QueueProducerConsumer {
    static void produce(Queue<Integer> queue) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            int value = (int) (Math.random() * 100);
            IO.println("puts " + value);
            queue.put(value);
        }
        queue.shutdown(); // what is in it can still be taken
    }

    static void consume(Queue<Integer> queue) throws InterruptedException {
        try {
            while (true) {
                IO.println("takes " + queue.take());
            }
        } catch (QueueShutDownException _) {
            IO.println("the end");
        }
    }

    static void count(Queue<String> queue, boolean squares) throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            queue.put(squares ? "square " + i * i : "negative " + -i);
        }
    }

    static void main() throws InterruptedException {
        Queue<Integer> numbers = queue(3); // the producer waits when it is three ahead
        var producer = process(QueueProducerConsumer::produce, numbers).start();
        var consumer = process(QueueProducerConsumer::consume, numbers).start();
        joinAll(List.of(producer, consumer));

        Queue<List<Object>> list = queue();
        process(() -> list.put(List.of(42, "hello", true))).start();
        IO.println("from a child: " + list.take());

        Queue<String> both = queue();
        var squares = process(QueueProducerConsumer::count, both, true).start();
        var negatives = process(QueueProducerConsumer::count, both, false).start();
        joinAll(List.of(squares, negatives)); // unlike in Python, before the items are taken
        both.forEach(IO::println);

        Queue<String> small = queue(1);
        IO.println("offer: " + small.offer("item") + ", when it is full: " + small.offer("item"));
        IO.println("offer, for a while: " + small.offer("item", ofMillis(100)));
        IO.println("poll: " + small.poll() + ", when it is empty: " + small.poll());
        IO.println("poll, for a while: " + small.poll(ofMillis(100)));
    }
}
