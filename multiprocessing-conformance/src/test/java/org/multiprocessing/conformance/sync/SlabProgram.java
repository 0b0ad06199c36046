package org.multiprocessing.conformance.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.OwnerDiedException;
import org.multiprocessing.sync.Semaphore;

/** Programs about very many primitives, chosen by the first argument; the second is where the session lives. */
final class SlabProgram {
    /** More than a chunk has. */
    private static final int MANY = 6_000;

    private static final int ROUNDS = 8;

    private SlabProgram() {}

    public static void main(String... arguments) throws Exception {
        Path sessions = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "many" -> many(sessions);
            case "unreachable" -> unreachable(sessions);
            case "freed" -> freed(sessions);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void many(Path sessions) throws Exception {
        List<Lock> locks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Lock lock = Multiprocessing.lock();
            if (i % 2 == 0) {
                lock.lock();
            }
            locks.add(lock);
        }
        System.out.println("chunks " + chunks(sessions));
        Semaphore last = Multiprocessing.semaphore(0);
        Process child = Multiprocessing.process(() -> {
                    for (int i = 0; i < MANY; i++) {
                        if (locks.get(i).isLocked() != (i % 2 == 0)) {
                            throw new AssertionError("the lock " + i + " is another one here");
                        }
                    }
                    locks.get(MANY - 1).lock();
                    last.release();
                    Runtime.getRuntime().halt(0);
                })
                .start();
        last.acquire();
        child.join();
        try {
            locks.get(MANY - 1).lock();
        } catch (OwnerDiedException e) {
            System.out.println("died " + (e.pid() == child.pid()));
        }
    }

    /** What was sent nowhere, and nobody can reach any more, is free again. */
    @SuppressWarnings("UnusedVariable")
    private static void unreachable(Path sessions) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < MANY / 2; i++) {
                Multiprocessing.lock().lock();
                Multiprocessing.condition().guard();
            }
            for (int i = 0; i < 3; i++) {
                System.gc();
                Delays.pass(Delays.SHORT);
            }
        }
        System.out.println("chunks " + chunks(sessions));
    }

    private static void freed(Path sessions) throws Exception {
        for (int round = 0; round < ROUNDS * MANY; round++) {
            Lock lock = Multiprocessing.lock();
            lock.lock();
            lock.free();
        }
        System.out.println("chunks " + chunks(sessions));
    }

    private static long chunks(Path sessions) throws Exception {
        try (Stream<Path> files = Files.walk(sessions)) {
            return files.filter(file -> file.getFileName().toString().startsWith("slab-"))
                    .count();
        }
    }
}
