package org.multiprocessing.internal.shm;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.os.Os;

/** One line of the process table. Reading is for everybody; who writes which field says {@link ProcessLayout}. */
public final class ProcessEntry {
    private final ByteBuffer control;
    private final int at;
    private final int slot;

    ProcessEntry(ByteBuffer control, int at, int slot) {
        this.control = control;
        this.at = at;
        this.slot = slot;
    }

    void clear(int generation) {
        for (int i = 0; i < ProcessLayout.SIZE; i += Integer.BYTES) {
            if (i != ProcessLayout.STATE) {
                control.putInt(at + i, 0);
            }
        }
        control.putInt(at + ProcessLayout.GENERATION, generation);
    }

    /** Frees the slot for another process; for the parent, once the operating system has reported the end. */
    public void release() {
        setState(ProcessLayout.STATE_FREE);
    }

    public int slot() {
        return slot;
    }

    public int generation() {
        return control.getInt(at + ProcessLayout.GENERATION);
    }

    public int state() {
        int state = control.getInt(at + ProcessLayout.STATE);
        VarHandle.acquireFence();
        return state;
    }

    /** Returns whether it has got as far as running what it is for; a process that has ended and was not reported counts too. */
    public boolean hasBegun() {
        int state = state();
        return state == ProcessLayout.STATE_RUNNING || state == ProcessLayout.STATE_ENDING;
    }

    /** Announces a state, and with it every field written before. */
    public void setState(int state) {
        VarHandle.releaseFence();
        control.putInt(at + ProcessLayout.STATE, state);
    }

    public long pid() {
        return control.getLong(at + ProcessLayout.PID);
    }

    public void setPid(long pid) {
        control.putLong(at + ProcessLayout.PID, pid);
    }

    public int parentSlot() {
        return control.getInt(at + ProcessLayout.PARENT_SLOT);
    }

    public int parentGeneration() {
        return control.getInt(at + ProcessLayout.PARENT_GENERATION);
    }

    void setParent(int parentSlot, int parentGeneration) {
        control.putInt(at + ProcessLayout.PARENT_SLOT, parentSlot);
        control.putInt(at + ProcessLayout.PARENT_GENERATION, parentGeneration);
    }

    public int depth() {
        return control.getInt(at + ProcessLayout.DEPTH);
    }

    void setDepth(int depth) {
        control.putInt(at + ProcessLayout.DEPTH, depth);
    }

    public boolean isDaemon() {
        return hasFlag(ProcessLayout.FLAG_DAEMON);
    }

    /** Returns whether this JVM was launched before it was needed. */
    public boolean isStandby() {
        return hasFlag(ProcessLayout.FLAG_STANDBY);
    }

    /** Returns whether this is a daemon that may start processes all the same. */
    public boolean isHost() {
        return hasFlag(ProcessLayout.FLAG_HOST);
    }

    private boolean hasFlag(int flag) {
        return (control.getInt(at + ProcessLayout.FLAGS) & flag) != 0;
    }

    private void setFlag(int flag) {
        control.putInt(at + ProcessLayout.FLAGS, control.getInt(at + ProcessLayout.FLAGS) | flag);
    }

    void markStandby() {
        setFlag(ProcessLayout.FLAG_STANDBY);
    }

    /** Allows a daemon to start processes; only the process itself calls this. */
    public void markHost() {
        setFlag(ProcessLayout.FLAG_HOST);
    }

    /** Says who the process is; for the parent, before it gives the body. */
    public void describe(String name, boolean daemon) {
        putName(name);
        if (daemon) {
            setFlag(ProcessLayout.FLAG_DAEMON);
        }
    }

    /** Returns the bell on which the process sleeps until its parent has something to say. */
    public Bell bell(Os os) {
        return new Bell(os, control, at + ProcessLayout.BELL);
    }

    /** Returns how often the parent has interrupted this process. */
    public int interrupts() {
        return control.getInt(at + ProcessLayout.INTERRUPTS);
    }

    /** Asks for one more interrupt; for the parent, which rings then. */
    public void addInterrupt() {
        control.putInt(at + ProcessLayout.INTERRUPTS, interrupts() + 1);
    }

    /** Returns whether the parent wakes by system call. */
    public boolean parentCanWake() {
        return control.getInt(at + ProcessLayout.PARENT_CAN_WAKE) != 0;
    }

    /** Says that the parent wakes by system call from now on. */
    public void announceParentCanWake() {
        control.putInt(at + ProcessLayout.PARENT_CAN_WAKE, 1);
    }

    public int request() {
        return control.getInt(at + ProcessLayout.REQUEST);
    }

    public void setRequest(int request) {
        control.putInt(at + ProcessLayout.REQUEST, request);
        VarHandle.fullFence(); // before the signal that it explains, and before a look at the marks
    }

    public int mark() {
        return control.getInt(at + ProcessLayout.MARK);
    }

    /** Adds a mark; only the process itself calls this. */
    public void addMark(int mark) {
        control.putInt(at + ProcessLayout.MARK, mark() | mark);
        VarHandle.fullFence(); // before it looks at what the parent requests: one of both sees the other's word
    }

    /** Tells the child that the file with its {@code n}th body can be read. */
    public void announceBodies(int n) {
        VarHandle.releaseFence();
        control.putInt(at + ProcessLayout.BODIES, n);
    }

    /** Returns how many bodies the parent has written. */
    public int bodies() {
        int bodies = control.getInt(at + ProcessLayout.BODIES);
        VarHandle.acquireFence();
        return bodies;
    }

    public String name() {
        byte[] name = new byte[control.getInt(at + ProcessLayout.NAME_LENGTH)];
        control.get(at + ProcessLayout.NAME, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    void putName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, ProcessLayout.NAME_CAPACITY);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--; // never cut inside a character
        }
        control.putInt(at + ProcessLayout.NAME_LENGTH, length);
        control.put(at + ProcessLayout.NAME, bytes, 0, length);
    }
}
