package org.multiprocessing.pool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.internal.shm.FrameReader;
import org.multiprocessing.internal.shm.FrameWriter;
import org.multiprocessing.process.ExitReport;
import org.multiprocessing.process.Process;

/** One worker as its pool sees it. All methods are called with the dispatcher's lock held, except where said. */
final class WorkerHandle {
    private static final int ABANDONED = -15;

    /** Why the pool itself has ended a worker. */
    enum Verdict {
        NONE,
        TIMED_OUT,
        CANCELLED,
        UNWANTED
    }

    private final Process process;
    private final int number;
    private final boolean thread;
    private final CompletableFuture<ExitReport> end;
    private final WorkerChannel channel;
    private final TaskSender sender;
    private final FrameReader reader;
    private final Outstanding outstanding = new Outstanding();
    private final WorkerTimes times = new WorkerTimes();
    private long revokedTo;
    private long headSince = System.nanoTime();
    private int given;
    private boolean ready;
    private boolean toldCanWake;
    private boolean needsRing;
    private Verdict verdict = Verdict.NONE;
    private long condemned;
    private boolean retiring;
    private long retiredAt;
    private boolean stuck;
    private boolean deaf;
    private volatile @Nullable ExitReport exit;

    /** With its place in the pool, and whether the process is a thread of this JVM. */
    WorkerHandle(Process process, int number, WorkerChannel channel, boolean thread) {
        this.number = number;
        this.thread = thread;
        this.end = process.onExit();
        this.process = process;
        this.channel = channel;
        this.sender = new TaskSender(new FrameWriter(channel.tasks()));
        this.reader = new FrameReader(channel.results());
        Flight.workerStarted(process.name(), process.pid());
    }

    WorkerTimes times() {
        return times;
    }

    Process process() {
        return process;
    }

    int number() {
        return number;
    }

    WorkerChannel channel() {
        return channel;
    }

    FrameReader reader() {
        return reader;
    }

    // ---- giving

    /** Returns whether another chunk of this job may be sent now. */
    boolean takes(Job job) {
        return isEmployed()
                && exit == null
                && !stuck
                && !sender.hasBacklog()
                && load() <= job.window() - job.chunkSize();
    }

    /** Looks whether the head runs for longer than items that others may wait behind should; such a worker gets no more. */
    void noteWhetherStuck(long now, long nanos) {
        stuck = !outstanding.isEmpty() && now - headSince() > nanos;
    }

    boolean isStuck() {
        return stuck;
    }

    /** Returns how much measured work is behind the item that the worker does now. */
    long nanosBehindHead() {
        int behind = load() - 1;
        return behind <= 0
                ? 0
                : (long) (behind * Math.max(0, outstanding.last().job().itemNanos()));
    }

    /** Returns how many items the worker has been given, and not answered. */
    int load() {
        return outstanding.size();
    }

    boolean isReady() {
        return ready;
    }

    void markReady() {
        ready = true;
        headSince = System.nanoTime();
        times.ready(headSince);
        Flight.workerReady(process.name(), process.pid(), times.startUp());
    }

    /** Returns whether the worker may get further items. */
    boolean isEmployed() {
        return verdict == Verdict.NONE && !retiring;
    }

    /** Returns whether the worker takes the place of another one: it is employed, or still has something to do. */
    boolean isOccupied() {
        return isEmployed() || (verdict == Verdict.NONE && !outstanding.isEmpty());
    }

    /** Sends items; {@link #ringIfNeeded} wakes the worker afterwards. Encoded first, booked then: they may not fit the heap. */
    void give(Chunk chunk) {
        sender.give(chunk, outstanding.lastSequence() + 1);
        if (outstanding.isEmpty()) {
            headSince = System.nanoTime();
            times.busy(headSince);
        }
        outstanding.add(chunk);
        given += chunk.size();
        needsRing = true;
    }

    /** Returns how many items this worker has been given in its life. */
    int given() {
        return given;
    }

    /** Tells the worker that no item of the job will follow. */
    void forget(Job job) {
        if (exit == null) {
            sender.forget(job);
        }
    }

    /** Asks the worker to end once it has done what it has. */
    void retire() {
        if (isEmployed()) {
            retiring = true;
            retiredAt = System.nanoTime();
            sendEnd();
        }
    }

    private void sendEnd() {
        sender.end();
        needsRing = true;
    }

    /** Returns whether the worker has nothing to do any more but to end. */
    boolean shouldBeGone() {
        return retiring && verdict == Verdict.NONE && outstanding.isEmpty() && exit == null;
    }

    /** Returns since when it has nothing to do any more but to end. */
    long endingSince() {
        return Math.max(headSince, retiredAt);
    }

    /** Returns whether its end, with or without an item, is one that the pool has neither caused nor asked for. */
    boolean hasDied(boolean withItem) {
        return verdict == Verdict.NONE && (withItem || !retiring);
    }

    /** Moves what did not fit before, and wakes the worker if something was sent. */
    void ringIfNeeded(boolean poolCanWake) {
        if (poolCanWake && !toldCanWake) {
            toldCanWake = true;
            channel.announcePoolCanWake();
            needsRing = true; // it may be looking at short intervals until now
        }
        if (sender.hasBacklog()) {
            sender.flush();
            needsRing = true;
        }
        if (needsRing || channel.results().takeWriterWaits()) {
            needsRing = false;
            channel.workerBell().ring();
        }
    }

    // ---- taking

    /** Returns what begins with the item that has this number, which is the next to be answered; null if it was revoked. */
    @Nullable
    Chunk awaiting(long sequence) {
        Chunk head = outstanding.head();
        return head == null || head.sequence() != sequence ? null : head;
    }

    /** Returns the items that have been given, and not been answered. */
    Outstanding outstanding() {
        return outstanding;
    }

    /** Says that there were answers just now. */
    void noteAnswers() {
        headSince = System.nanoTime();
        noteIdle(headSince);
    }

    private void noteIdle(long now) {
        if (outstanding.isEmpty()) {
            times.idle(now);
        }
    }

    /** Returns what begins with the item that the worker is to do or does now; null if it has none. */
    @Nullable
    Chunk head() {
        return outstanding.head();
    }

    /** Returns what the worker has been given and has not begun. */
    List<Chunk> unbegun() {
        return outstanding.behind(channel.started());
    }

    /** Returns whether the worker has begun the first item of a chunk. */
    boolean hasBegun(Chunk chunk) {
        return channel.started() >= chunk.sequence();
    }

    /** Returns since when the head is being done, or is next in line. */
    long headSince() {
        Chunk head = outstanding.head();
        if (head != null && channel.started() == head.sequence()) {
            return channel.since();
        }
        return headSince;
    }

    /**
     * Returns whether items can be taken back. Not before the worker has begun one behind those taken back last: it may be about
     * to look whether the one that it begins is among them.
     */
    private boolean canRevoke() {
        return verdict == Verdict.NONE && (revokedTo == 0 || channel.started() > revokedTo);
    }

    /** Returns whether there is something behind the head that can be taken back. */
    boolean canRevokeBehindHead() {
        return load() > 1 && canRevoke();
    }

    /** Takes back the items behind the head that the worker has not begun, in their order. */
    List<Chunk> revokeBehindHead() {
        Chunk head = outstanding.head();
        return head == null ? List.of() : revokeFrom(head.sequence() + 1);
    }

    /** Takes back a single task, and what is behind it, unless the worker has begun it, or may have; in their order. */
    List<Chunk> revokeFrom(Chunk single) {
        return canRevoke() ? revokeFrom(single.sequence()) : List.of();
    }

    private List<Chunk> revokeFrom(long first) {
        revokedTo = outstanding.lastSequence();
        long begun = channel.revoke(first, revokedTo);
        List<Chunk> taken = outstanding.takeFrom(Math.max(first, begun + 1));
        noteIdle(System.nanoTime());
        return taken;
    }

    // ---- ending

    Verdict verdict() {
        return verdict;
    }

    /** Kills the worker because the pool does not need it any more. */
    void dismiss() {
        verdict = Verdict.UNWANTED;
        kill();
    }

    /**
     * Kills the worker because of the item that it does, the first of a chunk, unless it has ended that meanwhile. What is behind is
     * taken back first, so that no other item can begin and be hit in its place.
     *
     * @return what was taken back
     */
    List<Chunk> condemn(Chunk chunk, Verdict why) {
        List<Chunk> behind = canRevokeBehindHead() ? revokeBehindHead() : List.of();
        if (channel.started() <= chunk.sequence()) {
            verdict = why;
            condemned = chunk.sequence();
            kill();
        }
        return behind;
    }

    private void kill() {
        if (thread) {
            abandon();
        } else {
            process.kill();
        }
    }

    /** A thread cannot be killed: it is interrupted, counts as ended, and is told to end should it ever come back. */
    private void abandon() {
        channel.abandon();
        sendEnd();
        channel.workerBell().wake();
        process.terminate();
        end.complete(new ExitReport(
                process.pid(),
                process.name(),
                ABANDONED,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                OptionalLong.empty(),
                List.of(),
                Optional.empty(),
                ""));
    }

    /**
     * Returns whether its answers are read. Not those of a thread that the pool has given up: what it still answers, to its interrupt
     * too, is no result.
     */
    boolean isHeard() {
        return !deaf && !(thread && verdict != Verdict.NONE);
    }

    /** Has no further answer read: there is one that cannot be. */
    void deafen() {
        deaf = true;
    }

    /** Completes once the process has ended. */
    CompletableFuture<ExitReport> whenEnded() {
        return end;
    }

    /** Returns the number of the item because of which the pool has killed the worker, 0 if for none. */
    long condemned() {
        return condemned;
    }

    /** Notes that the process has ended; from any thread. */
    void ended(ExitReport report) {
        exit = report;
    }

    @Nullable
    ExitReport exit() {
        return exit;
    }
}
