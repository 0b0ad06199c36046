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
        boolean done = false;
        try {
            value = Objects.requireNonNull(update.apply(old), "the new record is null");
            done = true;
        } finally {
            if (!done) {
                service.release();
            }
        }
        service.finish(index, value);
        return value;
    }
}
