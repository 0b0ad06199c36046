package org.multiprocessing.memory;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.serial.Encoder;

/** Records one behind the other. */
final class CellStructArray<R extends Record> extends GuardedArray<R> implements StructArray<R> {
    private static final long serialVersionUID = 1L;

    private final transient RecordLayout<R> layout;

    CellStructArray(Cell cell, int length, RecordLayout<R> layout) {
        super(cell, length, layout.size());
        this.layout = layout;
    }

    @Override
    int type() {
        return GuardedHandles.STRUCT_ARRAY;
    }

    @Override
    void writeShape(Encoder out) {
        super.writeShape(out);
        layout.write(out);
    }

    @Override
    boolean hasLayout(@Nullable RecordLayout<?> other) {
        return other != null && other.equals(layout);
    }

    @Override
    public R get(int index) {
        cell().check();
        return layout.get(this, at(index));
    }

    @Override
    public void set(int index, R value) {
        cell().check();
        layout.set(this, at(index), value);
    }

    @Override
    public R updateAndGet(int index, UnaryOperator<R> update) {
        cell().check();
        return layout.update(this, at(index), update);
    }
}
