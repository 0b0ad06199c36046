package org.multiprocessing.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.util.concurrent.TimeUnit;
import org.multiprocessing.manager.SharedObjects;
import org.multiprocessing.sync.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races over {@link Event}. */
public final class EventStress {
    private static final Reused<Event> EVENTS = new Reused<>(SharedObjects::event);

    private EventStress() {}

    private static void giveBack(Event event) {
        event.clear();
        EVENTS.giveBack(event);
    }

    /** Two wait; setting it lets both go on, and they see what was done before. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "both went on")
    @Outcome(
            id = {"1, 1, 2", "1, 2, 1", "1, 2, 2"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "late: a busy machine, or a lost wake-up")
    @State
    public static class SetAgainstAwait {
        private final Event event = EVENTS.take();
        private final Arrival arrival = new Arrival();
        private final Third third = new Third();
        private int value;

        @Actor
        public void sets() {
            third.start(() -> arrival.of(event::await));
            Spin.aWhile();
            value = 1;
            arrival.letGo();
            event.set();
        }

        @Actor
        public void waits(III_Result r) {
            r.r2 = arrival.of(event::await);
            r.r1 = value;
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = third.result();
            giveBack(event);
        }
    }

    /** It is set and cleared at once: who goes on has seen that it was set, and nobody goes on before. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it went on")
    @Outcome(
            id = {"0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "it came too late, or its time was over")
    @State
    public static class SetAndClearAgainstAwait {
        private final Event event = EVENTS.take();
        private int value;

        @Actor
        public void setsAndClears() {
            Spin.aWhile();
            value = 1;
            event.set();
            event.clear();
        }

        @Actor
        public void waits(II_Result r) {
            try {
                r.r1 = event.await(Spin.nanos(), TimeUnit.NANOSECONDS) ? 1 : 0;
                r.r2 = value;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Arbiter
        public void after(II_Result r) {
            giveBack(event);
        }
    }

    /** Who waits is interrupted about when it is set. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "it went on, or was interrupted")
    @State
    public static class InterruptAgainstSet {
        private final Event event = EVENTS.take();
        private final Target target = new Target();

        @Actor
        public void sets() {
            target.await();
            Spin.aWhile();
            Spin.inEitherOrder(event::set, target::interrupt);
        }

        @Actor
        public void waits(II_Result r) {
            r.r1 = target.run(() -> {
                event.await();
                return 1;
            });
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = event.isSet() ? 1 : 0;
            giveBack(event);
        }
    }

    /** Set by one and cleared by the other: it is what the last of them has made it. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "whoever was the last")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "cleared before its setter looked")
    @State
    public static class SetAgainstClear {
        private final Event event = EVENTS.take();

        @Actor
        public void sets(II_Result r) {
            event.set();
            r.r1 = event.isSet() ? 1 : 0;
        }

        @Actor
        public void clears() {
            event.clear();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = event.isSet() ? 1 : 0;
            giveBack(event);
        }
    }
}
