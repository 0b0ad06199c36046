package org.multiprocessing.internal.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Takes records apart whose components are of primitive types, and puts them together: by reflection, or, where their package is
 * closed to us, by the JDK's serialization, which may.
 */
public final class RecordParts<R extends Record> {
    private final Class<R> type;
    private final @Nullable RecordForm open;

    private RecordParts(Class<R> type, @Nullable RecordForm open) {
        this.type = type;
        this.open = open;
    }

    /**
     * Returns what takes records of a class apart.
     *
     * @throws IllegalArgumentException if neither way is open
     */
    public static <R extends Record> RecordParts<R> of(Class<R> type) {
        RecordForm open = RecordForm.reach(type);
        if (open == null && (!Serializable.class.isAssignableFrom(type) || RecordForm.declares(type, "writeReplace"))) {
            throw new IllegalArgumentException("the record " + type.getName()
                    + " is out of reach: let it implement Serializable, or open its package to org.multiprocessing");
        }
        return new RecordParts<>(type, open);
    }

    /** Returns the values of the components, in the order of their declaration. */
    public Object[] values(R record) {
        if (open == null) {
            return ClosedRecord.values(record);
        }
        Object[] values = new Object[open.size()];
        System.arraycopy(open.parts(record), 1, values, 0, values.length);
        return values;
    }

    /**
     * Makes a record by its canonical constructor.
     *
     * @throws IllegalStateException if that fails, with the reason
     */
    public R create(Object[] values) {
        @Nullable Object[] parts = new @Nullable Object[values.length + 1];
        parts[0] = type;
        System.arraycopy(values, 0, parts, 1, values.length);
        try {
            return type.cast(open != null ? open.create(parts) : ClosedRecord.create(type, parts));
        } catch (DecodeException e) {
            throw new IllegalStateException(e.getMessage(), e.getCause());
        }
    }
}
