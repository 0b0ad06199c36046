package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands, in an object stream, for an object that has a form but is not serializable: holds its parts. */
final class Carrier implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient int tag;
    private transient @Nullable Object[] parts;

    /** What it stands for, if that could be among the parts again; null once it was read. */
    private transient @Nullable Object original;

    Carrier(int tag, @Nullable Object[] parts, @Nullable Object original) {
        this.tag = tag;
        this.parts = parts;
        this.original = original;
    }

    int tag() {
        return tag;
    }

    @Nullable
    Object[] parts() {
        return parts;
    }

    // not as an array, so that a filter of the program need not know that there is one
    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        JdkOutput stream = (JdkOutput) out;
        out.writeObject(this); // only a reference, since it is begun: the stream's number of this carrier
        int from = stream.position();
        out.writeByte(tag);
        out.writeInt(parts.length);
        for (Object part : parts) {
            out.writeObject(part);
        }
        if (original != null) {
            stream.refuseCycle(original, parts, from);
        }
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.readObject(); // itself
        tag = in.readByte();
        int count = in.readInt();
        if (count < 0) {
            throw new InvalidObjectException("negative number of parts: " + count);
        }
        List<@Nullable Object> read = new ArrayList<>(); // grows with what is really there
        for (int i = 0; i < count; i++) {
            read.add(in.readObject());
        }
        parts = read.toArray();
    }
}
