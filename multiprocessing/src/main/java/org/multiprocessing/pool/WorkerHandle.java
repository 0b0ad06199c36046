package org.multiprocessing.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
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
    private final FrameWriter writer;
    private final FrameReader reader;
    private final ArrayDeque<WorkItem> outstanding = new ArrayDeque<>();
    private final Set<Integer> knownJobs = new HashSet<>();
    private final Encoder encoder = new Encoder();
    private long lastSequence;
    private long revokedTo;
    private long headSince = System.nanoTime();
    private int given;
    private boolean ready;
    private boolean toldCanWake;
    private boolean needsRing;
    private Verdict verdict = Verdict.NONE;
    private @Nullable WorkItem condemned;
    private boolean retiring;
    private long retiredAt;
    private boolean stuck;
    private volatile @Nullable ExitReport exit;

    /** With its place in the pool, and whether the process is a thread of this JVM. */
    WorkerHandle(Process process, int number, WorkerChannel channel, boolean thread) {
        this.number = number;
        this.thread = thread;
        this.end = process.onExit();
        this.process = process;
        this.channel = channel;
        this.writer = new FrameWriter(channel.tasks());
        this.reader = new FrameReader(channel.results());
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

    /** Returns whether another item of this job may be sent now. */
    boolean takes(Job job) {
        return isEmployed() && exit == null && !stuck && !writer.hasBacklog() && outstanding.size() < job.window();
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
        int behind = outstanding.size() - 1;
        return behind <= 0
                ? 0
                : (long) (behind * Math.max(0, outstanding.getLast().job().itemNanos()));
    }

    int load() {
        return outstanding.size();
    }

    boolean isReady() {
        return ready;
    }

    void markReady() {
        ready = true;
        headSince = System.nanoTime();
    }

    /** Returns whether the worker may get further items. */
    boolean isEmployed() {
        return verdict == Verdict.NONE && !retiring;
    }

    /** Returns whether the worker takes the place of another one: it is employed, or still has something to do. */
    boolean isOccupied() {
        return isEmployed() || (verdict == Verdict.NONE && !outstanding.isEmpty());
    }

    /** Sends an item; {@link #ringIfNeeded} wakes the worker afterwards. Encoded first, booked then: it may not fit the heap. */
    void give(WorkItem item) {
        Job job = item.job();
        if (!job.isSingle() && !knownJobs.contains(job.id())) {
            encoder.reset();
            encoder.writeByte(Wire.FUNCTION);
            encoder.writeInt(job.id());
            encoder.writeRaw(job.definition(), 0, job.definition().length);
            writer.send(encoder.array(), encoder.length());
            knownJobs.add(job.id());
        }
        encoder.reset();
        if (job.isSingle()) {
            encoder.writeByte(Wire.SINGLE);
            encoder.writeLong(lastSequence + 1);
            encoder.writeRaw(job.definition(), 0, job.definition().length);
        } else {
            encoder.writeByte(Wire.ITEM);
            encoder.writeInt(job.id());
            encoder.writeLong(lastSequence + 1);
        }
        encoder.writeRaw(item.encodedArguments(), 0, item.encodedArguments().length);
        writer.send(encoder.array(), encoder.length());
        if (outstanding.isEmpty()) {
            headSince = System.nanoTime();
        }
        item.setSequence(++lastSequence);
        outstanding.add(item);
        given++;
        needsRing = true;
    }

    /** Returns how many items this worker has been given in its life. */
    int given() {
        return given;
    }

    /** Tells the worker that no item of the job will follow. */
    void forget(Job job) {
        if (knownJobs.remove(job.id()) && exit == null) {
            encoder.reset();
            encoder.writeByte(Wire.FORGET);
            encoder.writeInt(job.id());
            writer.send(encoder.array(), encoder.length());
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
        encoder.reset();
        encoder.writeByte(Wire.END);
        writer.send(encoder.array(), encoder.length());
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
        if (writer.hasBacklog()) {
            writer.flush();
            needsRing = true;
        }
        if (needsRing || channel.results().takeWriterWaits()) {
            needsRing = false;
            channel.workerBell().ring();
        }
    }

    // ---- taking

    /** Takes the item with this number from those outstanding; null if it was revoked. */
    @Nullable
    WorkItem take(long sequence) {
        WorkItem head = outstanding.peek();
        if (head == null || head.sequence() != sequence) {
            return null;
        }
        outstanding.remove();
        headSince = System.nanoTime();
        return head;
    }

    /** Returns the item that the worker is to do or does now; null if it has none. */
    @Nullable
    WorkItem head() {
        return outstanding.peek();
    }

    /** Returns whether the worker has been given the item, and not answered. */
    boolean has(WorkItem item) {
        return outstanding.contains(item);
    }

    /** Returns what the worker has been given and has not begun. */
    List<WorkItem> unbegun() {
        return outstanding.stream().filter(item -> !hasBegun(item)).toList();
    }

    /** Returns whether the worker has begun the item. */
    boolean hasBegun(WorkItem item) {
        return channel.started() >= item.sequence();
    }

    /** Returns since when the head is being done, or is next in line. */
    long headSince() {
        WorkItem head = outstanding.peek();
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
        return outstanding.size() > 1 && canRevoke();
    }

    /** Takes back the items behind the head that the worker has not begun, in their order. */
    List<WorkItem> revokeBehindHead() {
        return revokeFrom(outstanding.element().sequence() + 1);
    }

    /** Takes back an item, and those behind it, unless the worker has begun it, or may have; in their order. */
    List<WorkItem> revokeFrom(WorkItem item) {
        return canRevoke() ? revokeFrom(item.sequence()) : List.of();
    }

    private List<WorkItem> revokeFrom(long from) {
        revokedTo = lastSequence;
        long begun = channel.revoke(from, revokedTo);
        List<WorkItem> taken = new ArrayList<>();
        while (!outstanding.isEmpty()
                && outstanding.getLast().sequence() >= from
                && outstanding.getLast().sequence() > begun) {
            taken.addFirst(outstanding.removeLast());
        }
        return taken;
    }

    /** Takes all that is outstanding, of a worker that has ended. */
    List<WorkItem> drain() {
        List<WorkItem> left = new ArrayList<>(outstanding);
        outstanding.clear();
        return left;
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
     * Kills the worker because of the item that it does, unless it has ended that meanwhile. What is behind is taken back first,
     * so that no other item can begin and be hit in its place.
     *
     * @return what was taken back
     */
    List<WorkItem> condemn(WorkItem item, Verdict why) {
        List<WorkItem> behind = canRevokeBehindHead() ? revokeBehindHead() : List.of();
        if (channel.started() <= item.sequence()) {
            verdict = why;
            condemned = item;
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

    /** Completes once the process has ended. */
    CompletableFuture<ExitReport> whenEnded() {
        return end;
    }

    /** Returns the item because of which the pool has killed the worker. */
    @Nullable
    WorkItem condemned() {
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
