package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;

/** A value that goes wrong on its way to another process: while it is written, or while it is read. */
public final class EvilValue implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** When it goes wrong. */
    public enum Moment {
        WRITTEN,
        READ
    }

    private final Way way;
    private final Moment moment;

    /** Makes a value that is harmless until then. */
    public EvilValue(Way way, Moment moment) {
        this.way = way;
        this.moment = moment;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        if (moment == Moment.WRITTEN) {
            takeWay();
        }
        out.defaultWriteObject();
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (moment == Moment.READ) {
            takeWay();
        }
    }

    private void takeWay() throws IOException {
        try {
            way.take();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "EvilValue[" + way + " when " + moment + "]";
    }
}
