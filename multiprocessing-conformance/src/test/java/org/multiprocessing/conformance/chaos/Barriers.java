package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.sync.Barrier;

/** Parties of a barrier are killed: nobody goes on before all have come, and all that live learn of a death and go on after a reset. */
final class Barriers implements Scenario {
    private static final int STOP = 0;
    private static final int WRONG = 1;

    /** Grows with each reset. */
    private static final int EPOCH = 2;

    private static final int MEETINGS = 3;

    /** How often each has come in this epoch. */
    private static final int COMING = 4;

    /** In which epoch each has found it broken, plus one. */
    private static final int BROKEN = COMING + Crew.MOST;

    private static final int READY = BROKEN + Crew.MOST;
    private static final int COUNTERS = READY + Crew.MOST;

    @Override
    public String name() {
        return "barriers";
    }

    /** What all of them have; who belongs to the epoch is a set of bits. */
    record Place(Barrier barrier, Counters numbers, Counters members) implements Serializable {
        void meet(int number) throws Exception {
            numbers.set(READY + number, 1);
            while (numbers.get(STOP) == 0) {
                long epoch = numbers.get(EPOCH);
                long turn = numbers.add(COMING + number, 1) + 1;
                try {
                    barrier.await();
                    check(epoch, turn);
                    numbers.add(MEETINGS, 1);
                } catch (BrokenBarrierException e) {
                    numbers.set(BROKEN + number, epoch + 1);
                    Invariants.eventually("the next epoch", () -> numbers.get(EPOCH) > epoch || numbers.get(STOP) != 0);
                }
            }
        }

        /** Whoever belongs to this epoch has come at least as often; unless it is over already. */
        private void check(long epoch, long turn) {
            long all = members.get(0);
            for (int i = 0; i < Crew.MOST; i++) {
                if ((all & 1L << i) != 0 && numbers.get(COMING + i) < turn && numbers.get(EPOCH) == epoch) {
                    numbers.set(WRONG, 1);
                    throw new Violation("number " + i + " has not come for turn " + turn);
                }
            }
        }
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        int parties = chaos.between(2, 4);
        Barrier barrier = chaos.context().barrier(parties);
        try (Counters numbers = Counters.of(COUNTERS);
                Counters members = Counters.of(1);
                Crew crew = new Crew(chaos)) {
            Place place = new Place(barrier, numbers, members);
            for (int i = 0; i < parties; i++) {
                join(crew, place);
            }
            while (!chaos.isOver() && crew.hasRoom()) {
                crew.progress("meetings", () -> numbers.get(MEETINGS), chaos.between(1, 100));
                chaos.pass(Duration.ofMillis(20));
                if (chaos.oneIn(4)) {
                    crew.pauseOne();
                } else {
                    replace(chaos, crew, place);
                }
            }
            crew.progress("meetings", () -> numbers.get(MEETINGS), parties);
            numbers.set(STOP, 1);
            barrier.abort(); // they stop at different turns
            crew.end();
            Invariants.equal(numbers.get(WRONG), 0L, "wrong");
            chaos.count("meetings", numbers.get(MEETINGS));
        } finally {
            barrier.free();
        }
    }

    private static Crew.Member join(Crew crew, Place place) throws Exception {
        Crew.Member member = crew.start("party", place::meet);
        place.members().add(0, 1L << member.number());
        return member;
    }

    private static void replace(Chaos chaos, Crew crew, Place place) throws Exception {
        Counters numbers = place.numbers();
        Crew.Member victim = chaos.pick(crew.members());
        crew.until("the victim takes part", () -> numbers.get(READY + victim.number()) == 1);
        long epoch = numbers.get(EPOCH);
        crew.kill(victim, Killer.Manner.ABRUPT);
        place.members().add(0, -(1L << victim.number()));
        crew.until(
                "all have learned of the death",
                () -> crew.members().stream().allMatch(member -> numbers.get(BROKEN + member.number()) == epoch + 1));
        for (int i = 0; i < Crew.MOST; i++) {
            numbers.set(COMING + i, 0);
        }
        place.barrier().reset();
        numbers.add(EPOCH, 1); // before the new one reads it
        join(crew, place);
    }
}
