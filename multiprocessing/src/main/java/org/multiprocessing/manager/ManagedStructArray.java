package org.multiprocessing.manager;

import java.util.function.UnaryOperator;
import org.multiprocessing.memory.StructArray;

/** Records of a manager. */
record ManagedStructArray<R extends Record>(StructService service) implements StructArray<R>, ManagedGuarded {
    @Override
    public int length() {
        return service.length();
    }

    @Override
    public R get(int index) {
        return Bulk.cast(service.get(Client.PID, index));
    }

    @Override
    public void set(int index, R value) {
        service.set(Client.PID, index, value);
    }

    @Override
    public R updateAndGet(int index, UnaryOperator<R> update) {
        return ManagedUpdate.run(service, index, update);
    }

    @Override
    public String toString() {
        return text();
    }
}
