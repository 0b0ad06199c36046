package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.concurrent.ThreadLocalRandom;
import org.multiprocessing.memory.FloatValue;

/** Gets a number from a child by way of shared memory. */
class SharedFloat {
    static void task(FloatValue result) {
        float number = ThreadLocalRandom.current().nextFloat();
        IO.println("the child writes " + number);
        result.set(number);
    }

    static void main() throws InterruptedException {
        var result = floatValue(0);
        process(SharedFloat::task, result).start().join();
        IO.println("the parent reads " + result.get());
    }
}
