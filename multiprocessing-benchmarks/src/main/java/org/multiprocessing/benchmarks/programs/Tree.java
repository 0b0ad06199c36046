package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.joinAll;
import static org.multiprocessing.Multiprocessing.process;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.process.Process;

/** Ours: children that compute without end, each with children that do. */
public final class Tree {
    private Tree() {}

    /** Takes the number of children, and of each one's children; says {@code first} once all have been started. */
    public static void main(String... arguments) throws Exception {
        int children = Integer.parseInt(arguments[0]);
        int grandchildren = Integer.parseInt(arguments[1]);
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            all.add(process(Tree::parent, grandchildren).start());
        }
        System.out.println("first");
        joinAll(all);
    }

    private static void parent(int children) {
        for (int i = 0; i < children; i++) {
            process(Tree::compute).start();
        }
        compute();
    }

    private static void compute() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
