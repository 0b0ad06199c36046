package org.multiprocessing.conformance.crash;

import java.io.Serializable;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.OwnerDiedException;

/** What clients of a manager do until they are killed, in a process each. */
final class DepotClient {
    static final AuthKey KEY = AuthKey.of("the key of the storm");

    // counters

    /** What has gone wrong, or 0. */
    static final int WRONG = 0;

    /** The number of the client that holds the lock, or 0. */
    static final int INSIDE = 1;

    /** The last item that is known to have been put. */
    static final int PUT = 2;

    /** The last item that is known to have been taken. */
    static final int TAKEN = 3;

    /** By number of a client: whether it does by now what it is for. */
    static final int READY = 4;

    static final int MOST_CLIENTS = 20;

    /** By number of a client: how often it knows to have counted. */
    static final int COUNTED = READY + MOST_CLIENTS;

    static final int COUNTERS = COUNTED + MOST_CLIENTS;

    /** How many calls of a client that calls may have been made unnoticed. */
    static final int CALLERS = 3;

    private static final int LARGE = 100_000;
    private static final int OBJECTS = 5;

    private DepotClient() {}

    /** What a client is for. */
    enum Role {
        /** Takes a lock and gives it back; two must not be inside. */
        CONTENDS,
        PUTS,
        TAKES,
        /** Waits for everything that one can wait for. */
        WAITS,
        /** Has permits, tasks and objects. */
        HOLDS,
        /** Calls whatever does not wait, by several threads. */
        CALLS
    }

    /**
     * How a client comes to its depot.
     *
     * @param shared in shared memory; null for those who connect
     * @param file of the manager's address, for those
     */
    record Access(Depot shared, String file, Queue<Object> parcels, Counters journal) implements Serializable {
        static Access of(Depot depot, SocketAddress address, boolean inTree) {
            String file = ((UnixDomainSocketAddress) address).getPath().toString();
            return new Access(inTree ? depot : null, file, depot.parcels(), depot.journal());
        }

        /** Returns what to do it with, and keeps it. */
        Depot open() throws Exception {
            if (shared != null) {
                return shared;
            }
            Manager connection = Multiprocessing.connectManager(UnixDomainSocketAddress.of(Path.of(file)), KEY);
            return Depot.by(connection, parcels, journal);
        }
    }

    /** Does it, until the end of the process. */
    static void run(Access access, Role role, int number) throws Exception {
        Depot depot = access.open();
        Object own = depot.lock().newCondition(); // as long as the server has it, it has not noticed our end
        switch (role) {
            case CONTENDS -> contend(depot, number);
            case PUTS -> put(depot, number);
            case TAKES -> take(depot, number);
            case WAITS -> await(depot, number);
            case HOLDS -> hold(depot, access.shared() != null, number);
            case CALLS -> call(depot, number);
        }
        throw new AssertionError("nobody comes this far with " + own);
    }

    private static void wrong(Depot depot, String what) {
        depot.journal().set(WRONG, 1);
        throw new AssertionError(what);
    }

    /** Or those that start would not get a processor. */
    private static void rest() {
        Delays.pass(Duration.ofMillis(1));
    }

    // ---- lock

    private static void contend(Depot depot, int number) throws Exception {
        while (true) {
            enterAndLeave(depot, number);
            depot.journal().set(READY + number, 1);
            rest();
        }
    }

    /** Takes the lock, also from one that has died, and gives it back. */
    static void enterAndLeave(Depot depot, int number) throws Exception {
        Held held = enter(depot);
        depot.journal().set(INSIDE, number);
        Delays.pass(Duration.ofNanos(100_000));
        if (depot.journal().get(INSIDE) != number) {
            wrong(depot, number + " is inside, and " + depot.journal().get(INSIDE));
        }
        depot.journal().set(INSIDE, 0);
        held.close();
    }

    private static Held enter(Depot depot) throws InterruptedException {
        try {
            Held held = depot.lock().hold();
            if (depot.journal().get(INSIDE) != 0) {
                wrong(depot, "entered, with " + depot.journal().get(INSIDE) + " inside");
            }
            return held;
        } catch (OwnerDiedException e) {
            return depot.lock().recover();
        }
    }

    // ---- items

    private static void put(Depot depot, int number) throws InterruptedException {
        for (long item = 1; ; item++) {
            depot.items().put(item);
            depot.journal().set(PUT, item);
            depot.journal().set(READY + number, 1);
            rest();
        }
    }

    private static void take(Depot depot, int number) throws InterruptedException {
        depot.journal().set(READY + number, 1); // perhaps nobody lives who puts
        for (long wanted = 1; ; wanted++) {
            long item = depot.items().take();
            if (item != wanted) {
                wrong(depot, "wanted item " + wanted + ", got " + item);
            }
            depot.journal().set(TAKEN, item);
        }
    }

    // ---- waits

    private interface Work {
        void run() throws Exception;
    }

    private static Thread aside(Depot depot, boolean virtual, Work work) {
        Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        return builder.start(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                e.printStackTrace();
                depot.journal().set(WRONG, 2);
            }
        });
    }

    private static void await(Depot depot, int number) throws InterruptedException {
        List<Work> waits = List.of(
                () -> depot.taken().lock(),
                () -> depot.taken().lockInterruptibly(),
                () -> depot.none().acquire(),
                () -> depot.none().hold(),
                () -> depot.empty().take(),
                () -> depot.full().put((long) number),
                () -> depot.event().await(),
                () -> depot.barrier().await(),
                () -> depot.desk().await(),
                () -> {
                    try (Held _ = depot.condition().hold()) {
                        depot.condition().await();
                    }
                });
        List<Thread> threads = new ArrayList<>();
        for (Work wait : waits) {
            threads.add(aside(depot, threads.size() % 2 == 0, wait));
        }
        depot.journal().set(READY + number, 1);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    // ---- what one has

    private static void hold(Depot depot, boolean inTree, int number) throws InterruptedException {
        Held[] permits = {depot.semaphore().hold(), depot.semaphore().hold()};
        List<Object> objects = new ArrayList<>(List.of(permits));
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(depot.condition().guard().newCondition());
            if (inTree) {
                depot.parcels().put(depot.lock().newCondition());
            }
        }
        objects.add(depot.desk().drawer());
        depot.tasks().take();
        depot.journal().set(READY + number, 1);
        depot.desk().await();
        throw new AssertionError("has " + objects);
    }

    // ---- calls

    private static void call(Depot depot, int number) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < CALLERS; t++) {
            Random random = new Random(number + (long) t * MOST_CLIENTS);
            threads.add(aside(depot, t % 2 == 1, () -> {
                while (true) {
                    callOnce(depot, number, random);
                    depot.journal().set(READY + number, 1);
                    rest();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void callOnce(Depot depot, int number, Random random) {
        depot.counts().merge(number, 1L, Long::sum);
        depot.journal().add(COUNTED + number, 1);
        byte[] sent = new byte[random.nextInt(10) == 0 ? random.nextInt(LARGE) : random.nextInt(100)];
        if (((byte[]) depot.desk().echo(sent)).length != sent.length) {
            wrong(depot, "another one's answer");
        }
        Manager.release(depot.lock().newCondition());
    }
}
