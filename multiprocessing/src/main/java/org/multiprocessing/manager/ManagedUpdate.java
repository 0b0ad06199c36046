package org.multiprocessing.manager;

import java.util.Objects;
import java.util.function.UnaryOperator;

/** Changes a record of a manager under its guard, with two calls. */
final class ManagedUpdate {
    private ManagedUpdate() {}

    static <R extends Record> R run(StructService service, int index, UnaryOperator<R> update) {
        Objects.requireNonNull(update, "the function is null");
        R old = Bulk.cast(service.begin(Client.PID, index));
        R value;
        try {
            value = Objects.requireNonNull(update.apply(old), "the new record is null");
        } catch (Throwable e) {
            release(service, e);
            throw e;
        }
        service.finish(index, value);
        return value;
    }

    private static void release(StructService service, Throwable why) {
        try {
            service.release();
        } catch (RuntimeException e) { // the function may have freed the record
            why.addSuppressed(e);
        }
    }
}
