package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Shares lists: fifty processes append to one; others put squares at their places. */
class ManagedList {
    static void append(List<Integer> list, int number) {
        list.add(number);
    }

    static void square(List<Integer> squares, int index) {
        squares.set(index, index * index);
    }

    static void main() throws InterruptedException {
        var manager = manager();
        List<Integer> list = manager.list();
        joinAll(IntStream.range(0, 50)
                .mapToObj(i -> process(ManagedList::append, list, i).start())
                .toList());
        IO.println(list.size() + " entries, their sum is "
                + list.stream().mapToInt(i -> i).sum());
        manager.close();

        try (var other = manager()) {
            List<Integer> squares = other.list(Collections.nCopies(10, 0));
            joinAll(IntStream.range(0, 10)
                    .mapToObj(i -> process(ManagedList::square, squares, i).start())
                    .toList());
            IO.println("squares: " + squares);
        }
    }
}
