package org.multiprocessing.conformance.pool;

import static org.multiprocessing.Multiprocessing.pool;

import java.util.stream.IntStream;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.Pool;

/** A program that shows how far it is. */
public final class ProgressProgram {
    private ProgressProgram() {}

    static int slowly(int x) {
        Delays.pass(Delays.SHORT);
        return x;
    }

    /** Runs a map with a bar. */
    public static void main(String[] arguments) throws Exception {
        try (Pool pool = pool(1)) {
            pool.tasks(t -> t.withProgress())
                    .map(ProgressProgram::slowly, IntStream.range(0, 12).boxed());
        }
        System.out.println("done");
    }
}
