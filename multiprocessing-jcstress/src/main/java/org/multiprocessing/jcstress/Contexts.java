package org.multiprocessing.jcstress;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.process.StartMethod;

/** Whose primitives are raced: {@code -Dmultiprocessing.stress.context=shared}, {@code threads}, or both in turn. */
final class Contexts {
    private static final List<SharedObjects> CHOSEN =
            choose(System.getProperty("multiprocessing.stress.context", "both"));
    private static final AtomicInteger TURN = new AtomicInteger();

    private Contexts() {}

    private static List<SharedObjects> choose(String name) {
        SharedObjects shared = Multiprocessing.context();
        SharedObjects threads = Multiprocessing.context(StartMethod.THREADS);
        return switch (name) {
            case "shared" -> List.of(shared);
            case "threads" -> List.of(threads);
            case "both" -> List.of(shared, threads);
            default ->
                throw new IllegalArgumentException(
                        "-Dmultiprocessing.stress.context=" + name + "; allowed are shared, threads and both");
        };
    }

    static SharedObjects next() {
        return CHOSEN.get(Math.floorMod(TURN.getAndIncrement(), CHOSEN.size()));
    }
}
