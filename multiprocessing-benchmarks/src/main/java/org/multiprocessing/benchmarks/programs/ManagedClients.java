package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.barrier;
import static org.multiprocessing.Multiprocessing.connectManager;
import static org.multiprocessing.Multiprocessing.longValue;
import static org.multiprocessing.Multiprocessing.manager;
import static org.multiprocessing.Multiprocessing.process;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.sync.Barrier;

/** Ours: processes that set entries of one managed map; calls per second of all together, or microseconds for 99 of 100 calls. */
public final class ManagedClients {
    private static final AuthKey KEY = AuthKey.of("key");
    private static final int WARM_UP = 20_000;
    private static final int ENTRIES = 100;

    private ManagedClients() {}

    /** Takes {@code rate} or {@code latency}, {@code tree} or {@code socket}, the number of processes, and of calls of all together. */
    public static void main(String... arguments) throws Exception {
        boolean latency = arguments[0].equals("latency");
        boolean socket = arguments[1].equals("socket");
        int processes = Integer.parseInt(arguments[2]);
        int share = Integer.parseInt(arguments[3]) / processes;
        Manager manager = manager(o -> o.withAuthKey(KEY));
        Map<Integer, Integer> map = manager.dict();
        manager.publish("map", map);
        String file = ((UnixDomainSocketAddress) manager.address()).getPath().toString();
        Barrier round = barrier(processes + 1);
        LongValue slow = longValue(0);
        for (int i = 0; i < processes; i++) {
            process(() -> runRounds(round, socket ? connected(file) : map, slow, share), o -> o.withDaemon(true))
                    .start();
        }
        for (int done = 0; done < WARM_UP; done += share) {
            sample(round, slow, share * processes);
        }
        Served.serve(() -> {
            double rate = sample(round, slow, share * processes);
            return latency ? slow.get() / 1e3 / processes : rate;
        });
    }

    private static Map<Integer, Integer> connected(String file) throws IOException {
        return connectManager(UnixDomainSocketAddress.of(Path.of(file)), KEY).lookup("map");
    }

    private static double sample(Barrier round, LongValue slow, int calls) throws Exception {
        slow.set(0);
        return Served.rate(calls, () -> {
            round.await();
            round.await();
        });
    }

    private static void runRounds(Barrier round, Map<Integer, Integer> map, LongValue slow, int times)
            throws InterruptedException, BrokenBarrierException {
        long[] nanos = new long[times];
        while (true) {
            round.await();
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                map.put(i % ENTRIES, i);
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            slow.getAndAdd(nanos[times * 99 / 100]);
            round.await();
        }
    }
}
