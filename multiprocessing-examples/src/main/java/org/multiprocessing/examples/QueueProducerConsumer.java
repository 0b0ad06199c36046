package org.multiprocessing.examples;

import static java.time.Duration.ofMillis;
import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.Random;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;

/** Passes items from producers to consumers through a queue; the end is told by shutting it down. */
class QueueProducerConsumer {
    static void produce(Queue<Integer> queue) throws InterruptedException {
        var random = new Random();
        for (int i = 0; i < 10; i++) {
            int value = random.nextInt(100);
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

    static void squares(Queue<String> queue) throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            queue.put("square " + i * i);
        }
    }

    static void negatives(Queue<String> queue) throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            queue.put("negative " + -i);
        }
    }

    static void tell(Queue<List<Object>> queue) throws InterruptedException {
        queue.put(List.of(42, "hello", true));
    }

    static void main() throws InterruptedException {
        Queue<Integer> numbers = queue(3); // the producer waits when it is three ahead
        joinAll(List.of(
                process(QueueProducerConsumer::produce, numbers).start(),
                process(QueueProducerConsumer::consume, numbers).start()));

        Queue<List<Object>> answer = queue();
        process(QueueProducerConsumer::tell, answer).start();
        IO.println("from a child: " + answer.take());

        Queue<String> both = queue();
        joinAll(List.of(
                process(QueueProducerConsumer::squares, both).start(),
                process(QueueProducerConsumer::negatives, both).start()));
        both.forEach(IO::println); // unlike in Python, a producer may end before its items are taken

        Queue<String> small = queue(1);
        IO.println("offer to an empty queue: " + small.offer("item"));
        IO.println("offer to a full queue: " + small.offer("item"));
        IO.println("offer to a full queue, for a while: " + small.offer("item", ofMillis(100)));
        IO.println("poll from a full queue: " + small.poll());
        IO.println("poll from an empty queue: " + small.poll());
        IO.println("poll from an empty queue, for a while: " + small.poll(ofMillis(100)));
    }
}
