package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;

/**
 * Clients of a manager are killed, those of the tree and those that come by a socket: each call that has returned has been made, once,
 * and what the dead had is given back.
 */
final class ManagerMaps implements Scenario {
    private static final AuthKey KEY = AuthKey.of("chaos");
    private static final String COMMON = "common";
    private static final int MOST_LISTED = 3_000;

    private static final int STOP = 0;
    private static final int PROGRESS = 1;
    private static final int COMMONLY = 2;
    private static final int OWN = COMMONLY + Crew.MOST;
    private static final int LISTED = OWN + Crew.MOST;
    private static final int NESTED = LISTED + Crew.MOST;
    private static final int COUNTERS = NESTED + Crew.MOST;

    @Override
    public String name() {
        return "manager-maps";
    }

    /** One that was added to the list. */
    record Entry(int client, int number) implements Serializable {}

    /** What all of them have; the address is null for those of the tree. */
    record Shop(
            ConcurrentMap<String, Long> sums,
            ConcurrentMap<String, List<Integer>> lists,
            List<Entry> list,
            SocketAddress address,
            Counters numbers)
            implements Serializable {
        void visit(int number) throws Exception {
            if (address == null) {
                use(number);
                return;
            }
            try (Manager remote = Multiprocessing.connectManager(address, KEY)) {
                ConcurrentMap<String, Long> remoteSums = remote.lookup("sums");
                ConcurrentMap<String, List<Integer>> remoteLists = remote.lookup("lists");
                List<Entry> remoteList = remote.lookup("list");
                new Shop(remoteSums, remoteLists, remoteList, address, numbers).use(number);
            }
        }

        @SuppressWarnings("unchecked")
        private void use(int number) {
            Random random = new Random(number);
            boolean isOfTree = address == null;
            String own = "own-" + number;
            for (int turn = 1; numbers.get(STOP) == 0; turn++) {
                if (isOfTree && random.nextBoolean()) {
                    sums.merge(COMMON, 1L, (BinaryOperator<Long> & Serializable) Long::sum);
                } else {
                    sums.merge(COMMON, 1L, Long::sum);
                }
                numbers.add(COMMONLY + number, 1);
                sums.put(own, (long) turn);
                numbers.set(OWN + number, turn);
                if (turn < MOST_LISTED) {
                    list.add(new Entry(number, turn));
                    numbers.set(LISTED + number, turn);
                }
                List<Integer> nested = lists.get("nested");
                nested.add(1);
                numbers.add(NESTED + number, 1);
                if (turn % 16 == 0) {
                    Manager.release(nested);
                }
                numbers.add(PROGRESS, 1);
            }
        }

        void check(int deaths) {
            Invariants.between(sums.get(COMMON), sum(COMMONLY), sum(COMMONLY) + deaths, "the common sum");
            Invariants.between(lists.get("nested").size(), sum(NESTED), sum(NESTED) + deaths, "the nested list");
            List<Entry> all = List.copyOf(list);
            Set<Entry> different = new HashSet<>(all);
            Invariants.equal(different.size(), all.size(), "entries of the list, without those that come twice");
            for (int client = 0; client < Crew.MOST; client++) {
                long own = numbers.get(OWN + client);
                Invariants.between(
                        sums.getOrDefault("own-" + client, 0L), own, own + 1, "the entry of client %d", client);
                checkOrder(client, all);
            }
        }

        private void checkOrder(int client, List<Entry> all) {
            List<Integer> numbered = all.stream()
                    .filter(entry -> entry.client() == client)
                    .map(Entry::number)
                    .toList();
            long acknowledged = numbers.get(LISTED + client);
            Invariants.between(numbered.size(), acknowledged, acknowledged + 1, "what client %d has listed", client);
            for (int i = 0; i < numbered.size(); i++) {
                Invariants.equal(numbered.get(i), i + 1, "entry %d of client %d", i, client);
            }
        }

        private long sum(int from) {
            long sum = 0;
            for (int i = 0; i < Crew.MOST; i++) {
                sum += numbers.get(from + i);
            }
            return sum;
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        boolean isOfTree = chaos.oneIn(2);
        chaos.count(isOfTree ? "tree" : "socket", 1);
        // entries are records of ours, which a socket lets in only if told
        try (Manager manager = chaos.context()
                        .manager(o -> isOfTree ? o : o.withAddress(anywhere).withAuthKey(KEY));
                Counters numbers = Counters.of(COUNTERS);
                Crew crew = new Crew(chaos)) {
            Shop shop = new Shop(
                    manager.dict(), manager.dict(), manager.list(), isOfTree ? null : manager.address(), numbers);
            shop.lists().put("nested", manager.list());
            manager.publish("sums", shop.sums());
            manager.publish("lists", shop.lists());
            manager.publish("list", shop.list());
            long objects = manager.objectCount();
            // what comes by a socket has no handle of the tree
            Shop given = isOfTree ? shop : new Shop(null, null, null, shop.address(), numbers);
            for (int i = chaos.between(1, 4); i > 0; i--) {
                crew.start("client", given::visit);
            }
            storm(chaos, crew, numbers);
            numbers.set(STOP, 1);
            crew.end();
            shop.check(crew.killed().size());
            AtomicLong now = new AtomicLong();
            try {
                Invariants.eventually("no more objects than " + objects, () -> {
                    System.gc();
                    now.set(manager.objectCount()); // those that only another object has do not count
                    return now.get() <= objects;
                });
            } catch (Violation e) {
                throw new Violation("the server has " + now + " objects", e);
            }
            chaos.count("turns", numbers.get(PROGRESS));
        }
    }

    private static void storm(Chaos chaos, Crew crew, Counters numbers) throws Exception {
        while (!chaos.isOver() && crew.hasRoom()) {
            crew.progress("the clients", () -> numbers.get(PROGRESS), 1 + chaos.between(0, 50));
            chaos.pass(Duration.ofMillis(20));
            if (chaos.oneIn(4)) {
                crew.pauseOne();
            } else {
                crew.replaceOne(_ -> {});
            }
        }
        crew.progress("the clients", () -> numbers.get(PROGRESS), 1);
    }
}
