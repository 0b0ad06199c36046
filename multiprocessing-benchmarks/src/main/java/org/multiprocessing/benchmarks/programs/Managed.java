package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.connectManager;
import static org.multiprocessing.Multiprocessing.manager;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.manager.Manager;

/** Ours: calls of objects in a manager's server; microseconds for each. */
public final class Managed {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int BATCH = 200;
    private static final AuthKey KEY = AuthKey.of("key");

    private Managed() {}

    /** Takes {@code set}, {@code create} or {@code socket}, and how many times. */
    public static void main(String... arguments) throws Exception {
        int times = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "set" -> {
                Map<Integer, Integer> map = newMap(manager());
                Served.serve(() -> micros(times, i -> map.put(i % 100, i)));
            }
            case "create" -> {
                Manager manager = manager();
                Served.serve(() -> micros(times, i -> Manager.release(newMap(manager))));
            }
            case "socket" -> {
                Manager manager = manager(o -> o.withAuthKey(KEY));
                manager.publish("map", newMap(manager));
                Map<Integer, Integer> map =
                        connectManager(manager.address(), KEY).lookup("map");
                Served.serve(() -> micros(times, i -> map.put(i % 100, i)));
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    @SuppressWarnings("unchecked") // of what the program puts in
    private static Map<Integer, Integer> newMap(Manager manager) {
        return manager.host(Map.class, HashMap::new);
    }

    /** One call, or two. */
    @FunctionalInterface
    interface Round {
        void run(int number) throws Exception;
    }

    /** Does so many, or as many as there is time for. */
    private static double micros(int times, Round round) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        long nanos = 0;
        int done = 0;
        while (done < times && System.nanoTime() < end) {
            int first = done;
            int last = Math.min(times, done + BATCH);
            nanos += Served.nanos(() -> {
                for (int i = first; i < last; i++) {
                    round.run(i);
                }
            });
            done = last;
        }
        return nanos / 1e3 / done;
    }
}
