package org.multiprocessing.internal.serial;

/** An object that travels by reference: what is sent says where it lives. */
public interface HandleBacked {

    /** Returns the kind, under which a {@link HandleResolver} is registered in the receiving process. */
    int handleKind();

    /**
     * Appends where the object lives.
     *
     * @param out takes a few numbers or strings; also values, which then count as parts of the value being written
     */
    void writeHandle(Encoder out);
}
