package org.multiprocessing.memory;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.serial.Encoder;

/** A record in a cell, or in a file of its own. */
final class CellStructValue<R extends Record> extends GuardedObject implements StructValue<R> {
    private static final long serialVersionUID = 1L;

    private final transient RecordLayout<R> layout;

    CellStructValue(Cell cell, RecordLayout<R> layout) {
        super(cell, layout.size());
        this.layout = layout;
    }

    @Override
    int type() {
        return GuardedHandles.STRUCT_VALUE;
    }

    @Override
    void writeShape(Encoder out) {
        layout.write(out);
    }

    @Override
    boolean hasLayout(@Nullable RecordLayout<?> other) {
        return other != null && other.equals(layout);
    }

    @Override
    public R get() {
        return layout.get(this, 0);
    }

    @Override
    public void set(R value) {
        layout.set(this, 0, value);
    }

    @Override
    public R updateAndGet(UnaryOperator<R> update) {
        return layout.update(this, 0, update);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
