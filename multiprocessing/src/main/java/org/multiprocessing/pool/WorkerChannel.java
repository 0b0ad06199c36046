package org.multiprocessing.pool;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.multiprocessing.internal.layout.SegmentLayout;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.internal.os.Os;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.internal.shm.Ring;
import org.multiprocessing.internal.shm.Segment;
import org.multiprocessing.internal.shm.Session;

/** The memory that a pool shares with one worker, as both see it. */
final class WorkerChannel implements AutoCloseable {
    private final Segment segment;
    private final ByteBuffer memory;
    private final Bell workerBell;
    private final Ring tasks;
    private final Ring results;

    private WorkerChannel(Os os, Segment segment) {
        this.segment = segment;
        this.memory = segment.content();
        this.workerBell = new Bell(os, memory, WorkerLayout.BELL);
        this.tasks = new Ring(memory, WorkerLayout.TASKS, WorkerLayout.RING_CAPACITY);
        this.results = new Ring(memory, WorkerLayout.RESULTS, WorkerLayout.RING_CAPACITY);
    }

    static WorkerChannel create(Session session) {
        return new WorkerChannel(session.os(), Segment.create(session, SegmentLayout.KIND_WORKER, WorkerLayout.SIZE));
    }

    static WorkerChannel open(Session session, String segmentName) {
        return new WorkerChannel(session.os(), Segment.open(session, segmentName, SegmentLayout.KIND_WORKER));
    }

    /** For a worker that does not take its JVM with it. */
    static WorkerChannel openForAWhile(Session session, String segmentName) {
        return new WorkerChannel(session.os(), Segment.openForAWhile(session, segmentName, SegmentLayout.KIND_WORKER));
    }

    String segmentName() {
        return segment.name();
    }

    Bell workerBell() {
        return workerBell;
    }

    Ring tasks() {
        return tasks;
    }

    Ring results() {
        return results;
    }

    // ---- who can wake by system call

    void announceWorkerCanWake() {
        memory.putInt(WorkerLayout.WORKER_CAN_WAKE, 1);
    }

    boolean workerCanWake() {
        return memory.getInt(WorkerLayout.WORKER_CAN_WAKE) != 0;
    }

    void announcePoolCanWake() {
        memory.putInt(WorkerLayout.POOL_CAN_WAKE, 1);
    }

    boolean poolCanWake() {
        return memory.getInt(WorkerLayout.POOL_CAN_WAKE) != 0;
    }

    // ---- progress, and taking back what was not begun

    /**
     * The worker begins the task, unless it has been revoked: it announces the beginning, and looks then. The pool revokes, and
     * looks at the beginning then. So either the pool sees that the task has begun, or the worker sees that it is revoked.
     *
     * @return whether the task may run
     */
    boolean begin(long sequence, long now) {
        memory.putLong(WorkerLayout.SINCE, now);
        VarHandle.releaseFence();
        memory.putLong(WorkerLayout.STARTED, sequence);
        VarHandle.fullFence();
        long to = memory.getLong(WorkerLayout.REVOKED_TO);
        VarHandle.acquireFence(); // the pool writes them the other way round: a new end goes with a new beginning
        return sequence > to || sequence < memory.getLong(WorkerLayout.REVOKED_FROM);
    }

    /** Returns the last task of the range that was taken back last; to a worker that was not let {@link #begin} of that range. */
    long revokedTo() {
        return memory.getLong(WorkerLayout.REVOKED_TO);
    }

    /** The worker begins its initializer, before all tasks. */
    void beginInitializer(long now) {
        memory.putLong(WorkerLayout.SINCE, now);
    }

    /**
     * Takes back all tasks in a range that the worker has not begun.
     *
     * @return the last task that it has begun, which may turn out to be skipped; all later ones of the range certainly are
     */
    long revoke(long from, long to) {
        memory.putLong(WorkerLayout.REVOKED_FROM, from);
        VarHandle.releaseFence();
        memory.putLong(WorkerLayout.REVOKED_TO, to);
        VarHandle.fullFence();
        return started();
    }

    /** Takes back whatever the worker has not begun, and will not hear of the results of. */
    void abandon() {
        revoke(1, Long.MAX_VALUE);
    }

    boolean isAbandoned() {
        return memory.getLong(WorkerLayout.REVOKED_TO) == Long.MAX_VALUE;
    }

    /** Returns the number of the task begun last. */
    long started() {
        long started = memory.getLong(WorkerLayout.STARTED);
        VarHandle.acquireFence();
        return started;
    }

    /** Returns when the task that {@link #started} named before was begun; before that the initializer, 0 if it was not. */
    long since() {
        return memory.getLong(WorkerLayout.SINCE);
    }

    // ---- the last stack

    /** The worker leaves where a task is, and why it was looked at. */
    void leaveStack(long sequence, int reason, byte[] bytes) {
        int length = Math.min(bytes.length, WorkerLayout.STACK_CAPACITY);
        memory.put(WorkerLayout.STACK_TEXT, bytes, 0, length);
        memory.putInt(WorkerLayout.STACK_LENGTH, length);
        memory.putInt(WorkerLayout.STACK_REASON, reason);
        VarHandle.releaseFence();
        memory.putLong(WorkerLayout.STACK_SEQUENCE, sequence);
    }

    /** Returns why the worker left the stack of this task; 0 if it has not. */
    int stackReason(long sequence) {
        long left = memory.getLong(WorkerLayout.STACK_SEQUENCE);
        VarHandle.acquireFence();
        return left == sequence ? memory.getInt(WorkerLayout.STACK_REASON) : 0;
    }

    /** Returns the stack that the worker left last. */
    String stack() {
        byte[] bytes = new byte[Math.clamp(memory.getInt(WorkerLayout.STACK_LENGTH), 0, WorkerLayout.STACK_CAPACITY)];
        memory.get(WorkerLayout.STACK_TEXT, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        segment.close();
    }
}
