package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiprocessing.channel.ConsumerDiedException;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.crash.DepotClient.Access;
import org.multiprocessing.conformance.crash.DepotClient.Role;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.OwnerDiedException;

/**
 * Clients of a manager are killed at random, in the middle of whatever they do with it, some of them while they are stopped: what they held
 * is abandoned or given back, what they waited for goes to others, and the server has nothing left of them.
 */
@Bound(seconds = 7200)
public abstract class ManagerStormContract implements Contract {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    /** Each costs the start of a JVM. */
    private static final int KILLS = Integer.getInteger("multiprocessing.kills", ALL ? 8_000 : 120);

    private static final List<Role> ROLES = List.of(
            Role.CONTENDS, Role.CONTENDS, Role.PUTS, Role.TAKES, Role.WAITS, Role.HOLDS, Role.CALLS, Role.CALLS);

    private static final int RIVAL = DepotClient.MOST_CLIENTS - 1;
    private static final long SMALL_HEAP = 24L << 20;
    private static final int LONGEST_BOOT_MILLIS = 250;

    /** Threads of the server that wait for more to do, and the descriptors of files that it has just opened. */
    private static final int TOLERATED = 20;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Random random = new Random(seed);
    private final Counters journal = Counters.of(DepotClient.COUNTERS);
    private Queue<Object> parcels;
    private Manager manager;
    private Depot depot;

    private record Victim(Role role, int number, Process process) {}

    @AfterEach
    void free() {
        parcels.free();
    }

    @Test
    void clientsAreKilled() throws Exception {
        parcels = context().queue();
        Map<Integer, Integer> cells = SlabCells.inUse();
        List<Victim> all = new ArrayList<>();
        try (Manager started = context().manager(o -> o.withAuthKey(DepotClient.KEY))) {
            manager = started;
            depot = Depot.make(manager, parcels, journal);
            depot.taken().lock();
            long objects = manager.objectCount();
            long server = depot.desk().pid();
            int threads = 0;
            int descriptors = 0;
            long begin = System.nanoTime();
            for (int kills = 0, round = 0; kills < KILLS; kills += ROLES.size(), round++) {
                storm(all);
                check(objects, all);
                all.clear();
                if (round == 2) { // by then all is there that stays
                    threads = entries(server, "task");
                    descriptors = entries(server, "fd");
                }
            }
            int most = threads + TOLERATED;
            int mostOpen = descriptors + TOLERATED;
            System.out.println("ManagerStorm: " + KILLS + " kills in "
                    + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
            Await.until(threads + " threads before", () -> entries(server, "task") <= most);
            Await.until(descriptors + " descriptors before", () -> entries(server, "fd") <= mostOpen);
        } finally {
            all.forEach(victim -> victim.process().kill());
            journal.close();
        }
        depot = null;
        Await.equal("the cells in use", cells, () -> {
            System.gc(); // the proxies
            return SlabCells.inUse();
        });
    }

    private static int entries(long pid, String what) {
        return Objects.requireNonNullElse(
                        java.nio.file.Path.of("/proc", Long.toString(pid), what)
                                .toFile()
                                .list(),
                        new String[0])
                .length;
    }

    // ---- the storm

    private void storm(List<Victim> victims) throws Exception {
        for (int i = 0; i < DepotClient.COUNTERS; i++) {
            journal.set(i, 0);
        }
        depot.tasks().put(1L);
        AtomicBoolean over = new AtomicBoolean();
        Aside<Void> rival = Aside.run(() -> {
            while (!over.get()) {
                DepotClient.enterAndLeave(depot, RIVAL);
                Delays.pass(Duration.ofMillis(1));
            }
        });
        for (int i = 0; i < ROLES.size(); i++) {
            victims.add(start(ROLES.get(i), i + 1));
        }
        List<Victim> order = new ArrayList<>(victims);
        Collections.shuffle(order, random);
        for (Victim victim : order) {
            kill(victim);
        }
        over.set(true);
        rival.result();
    }

    private Victim start(Role role, int number) {
        Access access = Access.of(depot, manager.address(), random.nextBoolean());
        Process process = context()
                .process(
                        () -> DepotClient.run(access, role, number),
                        o -> o.withName(role + "-" + number).withMaxHeapBytes(SMALL_HEAP));
        return new Victim(role, number, process.start());
    }

    /** Most of them when they do what they are for, the others before. */
    private void kill(Victim victim) throws Exception {
        Process process = victim.process();
        if (random.nextInt(6) == 0) {
            Delays.pass(Duration.ofMillis(random.nextInt(LONGEST_BOOT_MILLIS)));
        } else {
            Await.until(
                    victim + " is ready, seed " + seed,
                    () -> journal.get(DepotClient.READY + victim.number()) != 0 || !process.isAlive());
            Delays.pass(Duration.ofNanos(random.nextInt(10_000_000)));
        }
        assertThat(process.isAlive())
                .as("%s, seed %d: %s", victim, seed, process.exitReport())
                .isTrue();
        if (random.nextInt(6) == 0) {
            Unix.signal("STOP", process.pid());
            Delays.pass(Duration.ofMillis(random.nextInt(20)));
        }
        process.toHandle().ifPresent(ProcessHandle::destroyForcibly); // not kill(), by which the library would know
        process.join();
        assertThat(journal.get(DepotClient.WRONG)).as("seed %d", seed).isZero();
    }

    // ---- what is left of them

    private void check(long objects, List<Victim> dead) throws Exception {
        checkParcels();
        Await.equal("objects, seed " + seed, objects, manager::objectCount);
        checkLock(dead);
        checkItems();
        checkWaits();
        Await.equal(
                "permits, seed " + seed, Depot.PERMITS, () -> depot.semaphore().availablePermits());
        checkTasks();
        for (Victim victim : dead) {
            if (victim.role() == Role.CALLS) {
                long known = journal.get(DepotClient.COUNTED + victim.number());
                Long counted = depot.counts().remove(victim.number());
                assertThat(counted == null ? 0 : counted)
                        .as("seed %d", seed)
                        .isBetween(known, known + DepotClient.CALLERS);
            }
        }
    }

    private void checkParcels() {
        for (Object parcel = depot.parcels().poll();
                parcel != null;
                parcel = depot.parcels().poll()) {
            Manager.release(parcel);
        }
    }

    /** Who died inside has left it abandoned, and nobody else has. */
    private void checkLock(List<Victim> dead) throws Exception {
        long inside = journal.get(DepotClient.INSIDE);
        try (Held _ = depot.lock().hold()) {
            assertThat(inside).as("died inside, seed %d", seed).isZero();
        } catch (OwnerDiedException e) {
            assertThat(dead.stream().filter(victim -> victim.role() == Role.CONTENDS))
                    .as("seed %d", seed)
                    .extracting(victim -> victim.process().pid())
                    .contains(e.pid());
            depot.lock().recover().close();
        }
        assertThat(depot.lock().isLocked()).as("seed %d", seed).isFalse();
    }

    /** One that the dead has taken may be lost, one that the dead has put may be there, and all others are in order. */
    private void checkItems() {
        long taken = journal.get(DepotClient.TAKEN);
        long put = journal.get(DepotClient.PUT);
        List<Long> left = new ArrayList<>();
        depot.items().drainTo(left);
        long last = left.isEmpty() ? Math.max(put, taken) : left.getLast();
        long first = left.isEmpty() ? last + 1 : left.getFirst();
        assertThat(left)
                .as("seed %d", seed)
                .isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(first).as("taken %d, seed %d", taken, seed).isBetween(taken + 1, taken + 2);
        assertThat(last).as("put %d, seed %d", put, seed).isBetween(put, put + 1);
    }

    /** What they waited for, others get. */
    private void checkWaits() throws Exception {
        Await.equal("waiting, seed " + seed, 0, depot.desk()::waiting);
        depot.empty().put(1L);
        assertThat(depot.empty().poll()).as("seed %d", seed).isEqualTo(1L);
        assertThat(depot.full().poll()).as("seed %d", seed).isEqualTo(Depot.FILLING);
        assertThat(depot.full().poll()).as("seed %d", seed).isNull();
        depot.full().put(Depot.FILLING);
        depot.none().release();
        assertThat(depot.none().tryAcquire()).as("seed %d", seed).isTrue();
        assertThat(depot.event().isSet()).isFalse();
        depot.barrier().reset();
        assertThat(depot.barrier().getNumberWaiting()).as("seed %d", seed).isZero();
        assertThat(depot.taken().isHeldByCurrentThread()).isTrue();
        depot.taken().unlock();
        assertThat(depot.taken().tryLock()).as("seed %d", seed).isTrue();
        checkCondition();
    }

    private void checkCondition() throws Exception {
        AtomicBoolean waits = new AtomicBoolean();
        Aside<Void> waiter = Aside.run(() -> {
            try (Held _ = holdCondition()) {
                waits.set(true);
                depot.condition().await();
            }
        });
        Await.until(
                "the waiter has the lock, seed " + seed,
                () -> waits.get() || !waiter.thread().isAlive());
        try (Held _ = depot.condition().hold()) {
            depot.condition().signal(); // the dead one would be the first
        }
        waiter.result();
    }

    /** Who died between having the lock and waiting has left it abandoned. */
    private Held holdCondition() throws InterruptedException {
        try {
            return depot.condition().hold();
        } catch (OwnerDiedException e) {
            return depot.condition().guard().recover();
        }
    }

    private void checkTasks() throws Exception {
        if (depot.tasks().poll() != null) {
            depot.tasks().taskDone();
        }
        Await.equal("unfinished, seed " + seed, 0L, depot.tasks()::unfinished);
        try {
            depot.tasks().join();
        } catch (ConsumerDiedException e) {
            assertThat(e.items()).as("seed %d", seed).isEqualTo(1);
        }
    }
}
