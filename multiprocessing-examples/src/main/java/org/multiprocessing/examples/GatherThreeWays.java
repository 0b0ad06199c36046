package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.Random;
import java.util.stream.IntStream;
import org.multiprocessing.channel.Pipe;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.Sender;
import org.multiprocessing.memory.IntArray;

/** Gathers the random numbers of ten processes in three ways: through a pipe, a queue and an array. */
class GatherThreeWays {
    static void task(int id, Sender<Integer> pipe, Queue<Integer> queue, IntArray array) throws Exception {
        int number = new Random().nextInt(100);
        IO.println("task " + id + " has " + number);
        pipe.send(number);
        queue.put(number);
        array.set(id, number);
    }

    static void main() throws Exception {
        int tasks = 10;
        Pipe<Integer> pipe = pipe();
        Queue<Integer> queue = queue();
        var array = intArray(tasks);
        var processes = IntStream.range(0, tasks)
                .mapToObj(i -> process(GatherThreeWays::task, i, pipe.sender(), queue, array)
                        .start())
                .toList();
        int byPipe = 0;
        int byQueue = 0;
        for (int i = 0; i < tasks; i++) {
            byPipe += pipe.receiver().receive();
            byQueue += queue.take();
        }
        joinAll(processes); // the array does not say when it is complete
        IO.println("by pipe: " + byPipe);
        IO.println("by queue: " + byQueue);
        IO.println("by array: " + array.stream().sum());
    }
}
