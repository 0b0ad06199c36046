package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.memory.SharedMemory;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;

/** A program that {@link Programs} ends: the first argument says how, the second is chance. */
final class ChaosProgram {
    private ChaosProgram() {}

    static int next(int x) {
        return x + 1;
    }

    /** What its processes have. */
    record Things(Queue<Integer> queue, Lock lock, Map<Integer, Integer> map) implements Serializable {
        void use() throws Exception {
            for (int i = 0; true; i++) {
                queue.put(i);
                int _ = queue.take();
                try (Held _ = lock.hold()) {
                    map.put(i % 5, i);
                }
            }
        }

        void nest(StartMethod method) throws Exception {
            Context context = Multiprocessing.context(method);
            Things all = this;
            Process _ = context.process(all::use).start();
            try (Pool pool = context.pool(1)) {
                while (true) {
                    pool.map(ChaosProgram::next, List.of(1, 2, 3));
                }
            }
        }
    }

    @SuppressWarnings("resource") // the end of the program is the end of all
    public static void main(String... arguments) throws Exception {
        if (arguments[0].equals("once")) {
            Multiprocessing.process(() -> {}).start().join();
            return;
        }
        Random random = new Random(Long.parseLong(arguments[1]));
        List<StartMethod> methods = List.of(StartMethod.FORKSERVER, StartMethod.SPAWN, StartMethod.FORK);
        Context context = Multiprocessing.context(methods.get(random.nextInt(methods.size())));
        Manager manager = context.manager();
        SharedMemory _ = context.sharedMemory(100_000);
        Things things = new Things(context.queue(20), context.lock(), manager.dict());
        Process _ = context.process(things::use).start();
        Process _ = context.process(things::nest, context.startMethod()).start();
        Pool pool = context.pool(1);
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        pool.map(ChaosProgram::next, items);
        things.map().put(-1, 1);
        System.out.println("ready");
        Thread.ofPlatform().daemon().start(() -> {
            Delays.pass(java.time.Duration.ofMillis(random.nextInt(1000)));
            try {
                switch (arguments[0]) {
                    case "exit" -> Way.EXIT.take();
                    case "halt" -> Way.HALT.take();
                    case "crash" -> Way.SEGV.take();
                    default -> {} // somebody else ends it
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (true) {
            Invariants.equal(pool.map(ChaosProgram::next, items).getLast(), 100, "the last of a map");
        }
    }
}
