package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.process.Output;

/** Calls in processes of their own that go every way, or are interrupted: each returns, or says what became of it, and leaves no process. */
final class Calls implements Scenario {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final long SMALL_HEAP = 24L << 20;
    private static final List<Way> WAYS = List.of(
            Way.EXCEPTION,
            Way.ERROR,
            Way.EXIT,
            Way.HALT,
            Way.SIGKILL,
            Way.SEGV,
            Way.HEAP,
            Way.STACK,
            Way.SPIN,
            Way.STOP);

    @Override
    public String name() {
        return "calls";
    }

    private static int work(Way way, int result) throws Exception {
        if (way != null) {
            way.takeForGood();
        }
        Delays.pass(Duration.ofMillis(result));
        return result;
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            Way way = chaos.oneIn(2) ? chaos.pick(WAYS) : null;
            int result = chaos.between(0, 100);
            if (chaos.oneIn(4)) {
                interrupted(chaos, way, result);
            } else {
                once(chaos, way, result);
            }
            chaos.count("calls", 1);
        } while (!chaos.isOver());
    }

    private static int call(Chaos chaos, Way way, int result) throws InterruptedException {
        boolean hasLimit = way == Way.SPIN || way == Way.STOP;
        return chaos.context()
                .call(
                        () -> work(way, result),
                        o -> (hasLimit ? o.withTimeout(LIMIT) : o)
                                .withMaxHeapBytes(SMALL_HEAP)
                                .withProcess(
                                        p -> p.withOutput(new Output.Discard()).withError(new Output.Discard())));
    }

    private static void once(Chaos chaos, Way way, int result) throws Exception {
        try {
            int returned = call(chaos, way, result);
            Invariants.check(way == null && returned == result, "a call that goes %s returned %d", way, returned);
        } catch (TaskException e) {
            if (way == null || !PoolFaults.fits(way, e)) {
                throw new Violation("a call that goes " + way, e);
            }
        }
    }

    /** By an interrupt, or before that, by itself. */
    private static void interrupted(Chaos chaos, Way way, int result) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().daemon().name("chaos-caller").start(() -> {
            try {
                once(chaos, way, result);
            } catch (InterruptedException e) {
                chaos.count("interrupts", 1);
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        chaos.pass(Duration.ofMillis(300));
        caller.interrupt();
        Invariants.comes(caller::join, "an interrupted call waits: %s", caller);
        if (failure.get() != null) {
            throw new Violation("an interrupted call", failure.get());
        }
    }
}
