package org.multiprocessing.process;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.serial.Action;

/**
 * What a child is and does, as its parent has it; {@link ReceivedBody} is the other side.
 *
 * @param identity who it is
 * @param target what it runs, unless it is a subclass of Process
 * @param subclassed the described process, if it is one
 * @param snapshot the classes whose static fields it begins with
 */
record ProcessBody(
        ProcessIdentity identity,
        @Nullable Action target,
        @Nullable Process subclassed,
        @Nullable Snapshot snapshot) {
    /** Returns an encoder with the bytes, and with what the process holds until it has read them. */
    Encoder encode() {
        Encoder encoder = new Encoder();
        boolean done = false;
        try {
            write(encoder);
            done = true;
        } finally {
            if (!done) {
                encoder.pledges().withdraw();
            }
        }
        return encoder;
    }

    private void write(Encoder encoder) {
        encoder.writeString(Objects.requireNonNullElse(MainClass.name(), ""));
        identity.write(encoder);
        encoder.writeByte(snapshot != null ? 1 : 0);
        if (snapshot != null) {
            snapshot.write(encoder);
        }
        encoder.writeByte(subclassed != null ? 1 : 0);
        encoder.write(subclassed != null ? subclassed : target);
    }
}
