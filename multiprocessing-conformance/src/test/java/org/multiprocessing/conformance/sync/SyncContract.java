package org.multiprocessing.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Shared;

/** What the suites about shared objects have in common: what they share goes with each test. */
public abstract class SyncContract implements Contract {
    /** Whether nobody can be woken by a system call. */
    protected static final boolean PORTABLE = "portable".equals(System.getProperty("multiprocessing.os"));

    /** How soon an interrupt ends a wait. */
    protected static final Duration INTERRUPT = Delays.within(Duration.ofMillis(PORTABLE ? 50 : 10));

    /** How soon those that wait learn of a death, once the operating system has reported it. */
    protected static final Duration NEWS_OF_DEATH = Delays.within(Duration.ofMillis(100));

    /** On a busy machine, one of so many tries must keep a promise of few milliseconds. */
    private static final int TRIES = 10;

    private final List<Shared> own = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();

    /** Has an object freed after the test. */
    protected <T extends Shared> T own(T object) {
        own.add(object);
        return object;
    }

    protected Counters counters(int size) {
        Counters counters = Counters.of(size);
        own(counters.memory());
        return counters;
    }

    @AfterEach
    final void freeAndEnd() throws Exception {
        List<Process> late = new ArrayList<>();
        for (Process process : started) {
            if (!process.join(Delays.LONG)) {
                late.add(process);
            }
        }
        own.forEach(Shared::free); // what waits for them ends
        for (Process process : late) {
            process.terminate();
            process.join(Delays.LONG);
        }
        assertThat(late).as("processes that have not ended").isEmpty();
    }

    /** Starts a process, which is to end with the test. */
    protected Process start(Action target) {
        Process process = context().process(target).start();
        started.add(process);
        return process;
    }

    /** Has another process do something, and waits for it. */
    protected void inChild(Action target) throws Exception {
        ended(start(target));
    }

    /** Waits for a process that must end without an error. */
    protected static void ended(Process process) throws Exception {
        assertThat(process.join(Delays.LONG)).as("%s has ended", process).isTrue();
        assertThat(process.exitCode()).as("%s", process.exitReport()).hasValue(0);
    }

    /** One of the waits that an interrupt must end. */
    protected interface Wait {
        void run() throws Exception;
    }

    /** Checks that an interrupt ends a wait, in time, in threads of both kinds. */
    protected static void interruptEnds(Wait wait) throws Exception {
        for (boolean virtual : List.of(false, true)) {
            Duration best = Delays.LONG;
            for (int i = 0; i < TRIES && best.compareTo(INTERRUPT) > 0; i++) {
                Aside<Void> waiter = Aside.run(virtual, wait::run);
                waiter.waits();
                long since = System.nanoTime();
                waiter.thread().interrupt();
                waiter.failure(InterruptedException.class);
                Duration took = Duration.ofNanos(waiter.endedAt() - since);
                best = took.compareTo(best) < 0 ? took : best;
            }
            assertThat(best).as("virtual: %s", virtual).isLessThanOrEqualTo(INTERRUPT);
        }
    }

    /** Checks that a wait is refused if the caller is interrupted already, also if there is nothing to wait for. */
    protected static void interruptedIsRefused(Wait wait) throws Exception {
        for (boolean virtual : List.of(false, true)) {
            Aside<Boolean> waiter = Aside.call(virtual, () -> {
                Thread.currentThread().interrupt();
                try {
                    wait.run();
                } catch (InterruptedException e) {
                    return Thread.currentThread().isInterrupted();
                }
                throw new AssertionError("not refused");
            });
            assertThat(waiter.result()).as("the flag is cleared").isFalse();
        }
    }

    /** Checks that a wait takes its time, and not much more. */
    protected static void takesItsTime(Duration time, Wait wait) throws Exception {
        long since = System.nanoTime();
        wait.run();
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isGreaterThanOrEqualTo(time)
                .isLessThan(time.plus(Delays.MEDIUM));
    }
}
