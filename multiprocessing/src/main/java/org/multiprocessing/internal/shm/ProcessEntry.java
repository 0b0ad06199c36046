package org.multiprocessing.internal.shm;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.multiprocessing.internal.layout.ProcessLayout;

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
        return (control.getInt(at + ProcessLayout.FLAGS) & ProcessLayout.FLAG_DAEMON) != 0;
    }

    void setDaemon(boolean daemon) {
        control.putInt(at + ProcessLayout.FLAGS, daemon ? ProcessLayout.FLAG_DAEMON : 0);
    }

    public int request() {
        return control.getInt(at + ProcessLayout.REQUEST);
    }

    public void setRequest(int request) {
        control.putInt(at + ProcessLayout.REQUEST, request);
        VarHandle.fullFence(); // before the signal that it explains
    }

    public int mark() {
        return control.getInt(at + ProcessLayout.MARK);
    }

    /** Adds a reason for the end; only the process itself calls this. */
    public void addMark(int mark) {
        control.putInt(at + ProcessLayout.MARK, mark() | mark);
    }

    /** Tells the child that its payload can be read. */
    public void announcePayload() {
        VarHandle.releaseFence();
        control.putInt(at + ProcessLayout.PAYLOAD_READY, 1);
    }

    public boolean hasPayload() {
        boolean ready = control.getInt(at + ProcessLayout.PAYLOAD_READY) != 0;
        VarHandle.acquireFence();
        return ready;
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
