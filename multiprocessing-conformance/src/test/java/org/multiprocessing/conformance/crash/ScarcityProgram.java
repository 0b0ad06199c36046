package org.multiprocessing.conformance.crash;

import static org.multiprocessing.Multiprocessing.call;
import static org.multiprocessing.Multiprocessing.event;
import static org.multiprocessing.Multiprocessing.intValue;
import static org.multiprocessing.Multiprocessing.pool;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.queue;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Event;

/** Asks for more and more of what is scarce, says what it is told, gives back what it has, and tries again. */
final class ScarcityProgram {
    private static final int MOST_PROCESSES = 200;
    private static final int MESSAGE_BYTES = 3 << 20;

    private ScarcityProgram() {}

    public static void main(String... arguments) throws Exception {
        if (arguments[0].equals("memory")) {
            fillMemory();
        } else {
            startProcesses();
        }
        System.out.println("again " + call(() -> 42));
    }

    private static void startProcesses() throws Exception {
        Event go = event();
        IntValue begun = intValue(0);
        List<Process> all = new ArrayList<>();
        String told = null;
        try (Pool pool = pool(1)) {
            int _ = pool.apply(() -> 1);
            while (told == null && all.size() < MOST_PROCESSES) {
                told = startOne(go, begun, all);
            }
            System.out.println("told " + told);
            System.out.println("pool " + pool.apply(() -> 1));
        }
        go.set();
        for (Process process : all) {
            process.join();
            System.out.println("exit " + process.exitCode().orElseThrow());
        }
    }

    /** Returns what was said if there is to be no more. */
    private static String startOne(Event go, IntValue begun, List<Process> all) throws Exception {
        Process process;
        try {
            process = process(() -> {
                        begun.incrementAndGet();
                        go.await();
                    })
                    .start();
        } catch (Exception | OutOfMemoryError e) {
            return e.toString();
        }
        int before = all.size();
        Await.until("it begins or ends", () -> begun.get() > before || !process.isAlive());
        if (begun.get() == before) {
            return process.exitReport().orElseThrow().toString();
        }
        all.add(process);
        return null;
    }

    private static void fillMemory() throws Exception {
        Queue<byte[]> queue = queue(1000);
        int put = 0;
        try {
            while (true) {
                queue.put(new byte[MESSAGE_BYTES]);
                put++;
            }
        } catch (RuntimeException e) {
            System.out.println("told " + e);
        }
        try (Pool pool = pool(1)) {
            List<Outcome<Integer>> outcomes =
                    pool.mapOutcomes(bytes -> bytes.length, List.of(new byte[MESSAGE_BYTES], new byte[10]));
            System.out.println("outcomes " + outcomes);
        }
        for (int i = 0; i < put; i++) {
            if (queue.take().length != MESSAGE_BYTES) {
                throw new AssertionError("not what was put");
            }
        }
        queue.put(new byte[MESSAGE_BYTES]);
        System.out.println("taken " + put + " of " + put + ", then " + queue.take().length);
    }
}
