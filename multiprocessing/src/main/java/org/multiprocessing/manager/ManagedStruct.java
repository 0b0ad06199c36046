package org.multiprocessing.manager;

import java.util.function.UnaryOperator;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.sync.Held;

/** A record of a manager. */
record ManagedStruct<R extends Record>(StructService service) implements StructValue<R>, ManagedGuarded {
    @Override
    public R get() {
        return Bulk.cast(service.get(Client.PID, 0));
    }

    @Override
    public void set(R value) {
        service.set(Client.PID, 0, value);
    }

    @Override
    public R updateAndGet(UnaryOperator<R> update) {
        try (Held _ = hold()) {
            R value = update.apply(get());
            set(value);
            return value;
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
