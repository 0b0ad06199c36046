package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/** Shares a map: each process puts its own key, counts itself, and extends a managed list that lies in the map. */
class ManagedDict {
    static void visit(ConcurrentMap<String, Integer> dict, ConcurrentMap<String, List<Integer>> lists, int number) {
        dict.put("visitor " + number, number * number);
        dict.merge("visitors", 1, Integer::sum); // atomic, also between processes
        lists.get("numbers").add(number);
    }

    static void main() throws InterruptedException {
        try (var manager = manager()) {
            ConcurrentMap<String, Integer> dict = manager.dict();
            ConcurrentMap<String, List<Integer>> lists = manager.dict();
            lists.put("numbers", manager.list());
            joinAll(IntStream.range(0, 5)
                    .mapToObj(i -> process(ManagedDict::visit, dict, lists, i).start())
                    .toList());
            IO.println(new TreeMap<>(dict));
            IO.println("numbers: " + lists.get("numbers").stream().sorted().toList());
        }
    }
}
