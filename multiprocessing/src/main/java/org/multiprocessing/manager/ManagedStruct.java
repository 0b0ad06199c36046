package org.multiprocessing.manager;

import java.util.function.UnaryOperator;
import org.multiprocessing.memory.StructValue;

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
        return ManagedUpdate.run(service, 0, update);
    }

    @Override
    public String toString() {
        return text();
    }
}
