package org.multiprocessing.internal.serial;

import org.jspecify.annotations.Nullable;

/** How objects of one class are written: taken apart into values that have forms again, or as raw bytes. */
abstract class Form {

    final int tag;

    /** Whether an object stream must carry the parts, since it cannot write the object itself. */
    final boolean carried;

    Form(int tag, boolean carried) {
        this.tag = tag;
        this.carried = carried;
    }

    /** Takes an object apart, such that {@link Rebuild} can put it together. */
    abstract @Nullable Object[] parts(Object value);

    /** Appends everything but the tag. */
    void write(Encoder out, Object value) {
        out.putParts(parts(value));
    }
}
