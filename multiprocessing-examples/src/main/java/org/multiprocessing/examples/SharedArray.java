package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.Arrays;
import java.util.List;
import org.multiprocessing.memory.IntArray;

/** Lets two processes add to each element of an array in shared memory, a hundred times each. */
class SharedArray {
    static void task(IntArray numbers) {
        for (int i = 0; i < 100; i++) {
            for (int index = 0; index < numbers.length(); index++) {
                numbers.addAndGet(index, 1);
            }
        }
    }

    static void main() throws InterruptedException {
        var numbers = intArrayOf(0, 100, 200);
        IO.println("before: " + Arrays.toString(numbers.toArray()));
        joinAll(List.of(
                process(SharedArray::task, numbers).start(),
                process(SharedArray::task, numbers).start()));
        IO.println("after: " + Arrays.toString(numbers.toArray()));
    }
}
