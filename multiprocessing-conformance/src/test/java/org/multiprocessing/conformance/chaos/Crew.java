package org.multiprocessing.conformance.chaos;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;

/** The processes of a scenario: some are killed, and others take their places. The numbers of all are different. */
final class Crew implements AutoCloseable {
    /** How many there can be, one after the other. */
    static final int MOST = 60;

    private static final Duration SLOW_END = Duration.ofMillis(400);
    private static final List<Long> HEAPS = List.of(32L << 20, 48L << 20, 64L << 20, 128L << 20);

    /** What one of them does. */
    interface Part extends Serializable {
        void play(int number) throws Exception;
    }

    /** One of them; what part it has is known to whoever gave it. */
    record Member(int number, String role, Part part, Process process) {}

    private final Chaos chaos;
    private final Context context;
    private final Killer killer;
    private final Counters dooms = Counters.of(MOST);
    private final long heap;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> killed = new ArrayList<>();
    private int next;

    Crew(Chaos chaos) {
        this.chaos = chaos;
        this.context = chaos.context();
        this.killer = new Killer(chaos);
        this.heap = chaos.pick(HEAPS);
    }

    /** Starts one. */
    Member start(String role, Part part) {
        int number = next++;
        Counters all = dooms;
        Process process = context.process(
                        () -> play(all, number, part),
                        o -> o.withName("chaos-" + role + "-" + number)
                                .withMaxHeapBytes(heap)
                                .withOutput(new Output.Discard())
                                .withError(new Output.Discard()))
                .start();
        Member member = new Member(number, role, part, process);
        members.add(member);
        return member;
    }

    private static void play(Counters dooms, int number, Part part) throws Exception {
        Killer.watchForDoom(dooms, number);
        if (number % 3 == 0) { // an end that takes its time, while other threads go on
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Delays.pass(SLOW_END)));
        }
        part.play(number);
    }

    /** Returns those that were started and not killed. */
    List<Member> members() {
        return List.copyOf(members);
    }

    /** Returns those that were killed. */
    List<Member> killed() {
        return List.copyOf(killed);
    }

    /** Returns whether another one can be started. */
    boolean hasRoom() {
        return next < MOST;
    }

    /** Kills any of them and starts another one in its place, with the same part. */
    void replaceOne(IntConsumer beforehand) throws Exception {
        Member victim = chaos.pick(members);
        beforehand.accept(victim.number());
        kill(victim);
        start(victim.role(), victim.part());
    }

    /** Kills one of them, in any way. */
    void kill(Member victim) throws Exception {
        kill(victim, Killer.Manner.ANY);
    }

    /** Kills one of them. */
    void kill(Member victim, Killer.Manner manner) throws Exception {
        check();
        members.remove(victim);
        killed.add(victim);
        killer.end(victim.process(), manner, dooms, victim.number());
        Invariants.ends(victim.process());
    }

    /** Stops any of them for a while. */
    void pauseOne() throws Exception {
        killer.pause(chaos.pick(members).process());
    }

    /** Fails if one has ended that nobody has killed. */
    void check() {
        for (Member member : members) {
            Invariants.check(
                    member.process().isAlive(),
                    "%s has ended by itself: %s",
                    member.process().name(),
                    member.process().exitReport());
        }
    }

    /** Waits until it is so; fails at once if one of them fails. */
    void until(String what, Callable<Boolean> condition) throws Exception {
        Invariants.eventually(what, () -> {
            check();
            return condition.call();
        });
    }

    /** Waits until a number has grown by so much. */
    void progress(String what, LongSupplier number, long more) throws Exception {
        long before = number.getAsLong();
        until("progress of " + what + " beyond " + before, () -> number.getAsLong() >= before + more);
    }

    /** Waits until all have ended well. */
    void end() throws Exception {
        for (Member member : members) {
            Invariants.endsWell(member.process());
        }
    }

    @Override
    public void close() {
        members.forEach(member -> member.process().kill());
        for (Member member : members) {
            awaitEnd(member.process());
        }
        dooms.close();
    }

    private static void awaitEnd(Process process) {
        try {
            Invariants.ends(process);
        } catch (Violation e) {
            throw e;
        } catch (Exception e) {
            throw new Violation("cannot wait for the end of " + process.name(), e);
        }
    }
}
