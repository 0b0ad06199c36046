package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.memory.IntValue;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.sync.Holdable;

/**
 * Lets ten processes add to a balance and ten take from it, unprotected, under a lock, under a semaphore, and atomically. The
 * arguments: how many times each, a million if there is none; how many processes of each kind, ten if there is none.
 */
class RaceOnBalance {
    static void unprotected(IntValue balance, int amount, int times) {
        for (int i = 0; i < times; i++) {
            balance.set(balance.get() + amount);
        }
    }

    static void guarded(IntValue balance, Holdable guard, int amount, int times) {
        for (int i = 0; i < times; i++) {
            try (var _ = guard.hold()) {
                balance.set(balance.get() + amount);
            }
        }
    }

    static void atomic(IntValue balance, int amount, int times) {
        for (int i = 0; i < times; i++) {
            balance.addAndGet(amount);
        }
    }

    static void race(String how, int each, int times, Action3<IntValue, Integer, Integer> change)
            throws InterruptedException {
        var balance = intValue(0);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            processes.add(process(change, balance, 1, times).start());
            processes.add(process(change, balance, -1, times).start());
        }
        joinAll(processes);
        IO.println(how + ": " + balance.get());
    }

    static void main(String[] args) throws InterruptedException {
        int times = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        int each = args.length < 2 ? 10 : Integer.parseInt(args[1]);
        var lock = lock();
        var semaphore = semaphore(1);
        race("unprotected", each, times, RaceOnBalance::unprotected);
        race("with a lock", each, times, (balance, amount, n) -> guarded(balance, lock, amount, n));
        race("with a semaphore", each, times, (balance, amount, n) -> guarded(balance, semaphore, amount, n));
        race("atomically", each, times, RaceOnBalance::atomic);
    }
}
