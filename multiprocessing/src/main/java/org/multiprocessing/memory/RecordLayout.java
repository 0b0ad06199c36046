package org.multiprocessing.memory;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.RecordParts;

/**
 * Where the components of a record lie: in the order of their declaration, each at a multiple of its size; the size of the whole is
 * a multiple of the largest. Copies records in and out under the guard of the object that they lie in.
 */
final class RecordLayout<R extends Record> {
    private final Class<R> type;
    private final RecordParts<R> parts;
    private final Class<?>[] types;
    private final int[] offsets;
    private final int size;

    /** What the receiver compares, and people read: {@code Point(double x, double y)}. */
    private final String text;

    private RecordLayout(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        this.type = type;
        this.types = new Class<?>[components.length];
        this.offsets = new int[components.length];
        StringJoiner names = new StringJoiner(", ", type.getSimpleName() + "(", ")");
        int end = 0;
        int largest = 1;
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            int bytes = size(type, components[i]);
            offsets[i] = roundUp(end, bytes);
            end = offsets[i] + bytes;
            largest = Math.max(largest, bytes);
            names.add(types[i].getName() + " " + components[i].getName());
        }
        this.size = roundUp(end, largest);
        this.text = names.toString();
        this.parts = RecordParts.of(type);
    }

    static <R extends Record> RecordLayout<R> of(Class<R> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not the class of a record");
        }
        return new RecordLayout<>(type);
    }

    @SuppressWarnings("unchecked") // records are of their class
    static <R extends Record> RecordLayout<R> of(R record) {
        return of((Class<R>) record.getClass());
    }

    private static int roundUp(int at, int bytes) {
        return (at + bytes - 1) & -bytes;
    }

    private static int size(Class<?> type, RecordComponent component) {
        return switch (component.getType().getName()) {
            case "boolean", "byte" -> Byte.BYTES;
            case "short", "char" -> Short.BYTES;
            case "int", "float" -> Integer.BYTES;
            case "long", "double" -> Long.BYTES;
            default ->
                throw new IllegalArgumentException("the component " + component.getName() + " of " + type.getName()
                        + " has type " + component.getGenericType().getTypeName()
                        + "; a record in shared memory has components of type boolean, byte, short, char, int, long,"
                        + " float and double only");
        };
    }

    int size() {
        return size;
    }

    void write(Encoder out) {
        out.write(type);
        out.writeString(text);
    }

    static RecordLayout<?> read(Decoder in) throws IOException {
        Class<?> type = (Class<?>) Objects.requireNonNull(in.read());
        String text = in.readString();
        if (!type.isRecord()) {
            throw new IOException(type.getName() + " is not a record here, and was sent as " + text);
        }
        RecordLayout<?> layout = of(type.asSubclass(Record.class));
        if (!layout.text.equals(text)) {
            throw new IOException(type.getName() + " is " + layout.text + " here, and was sent as " + text
                    + ": the class differs between the two processes");
        }
        return layout;
    }

    R get(GuardedObject home, long at) {
        home.guard().lock();
        try {
            return read(home.live(), at);
        } finally {
            home.guard().unlock();
        }
    }

    void set(GuardedObject home, long at, R value) {
        Object[] values = parts.values(value);
        home.guard().lock();
        try {
            write(home.live(), at, values);
        } finally {
            home.guard().unlock();
        }
    }

    R update(GuardedObject home, long at, UnaryOperator<R> update) {
        home.guard().lock();
        try {
            R value = update.apply(read(home.live(), at));
            write(home.live(), at, parts.values(value));
            return value;
        } finally {
            home.guard().unlock();
        }
    }

    private R read(MemorySegment memory, long at) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = read(types[i], memory, at + offsets[i]);
        }
        return parts.create(values);
    }

    private static Object read(Class<?> type, MemorySegment memory, long at) {
        return switch (type.getName()) {
            case "boolean" -> Access.getBoolean(memory, at);
            case "byte" -> Access.getByte(memory, at);
            case "short" -> Access.getShort(memory, at);
            case "char" -> Access.getChar(memory, at);
            case "int" -> Access.getInt(memory, at);
            case "long" -> Access.getLong(memory, at);
            case "float" -> Access.getFloat(memory, at);
            default -> Access.getDouble(memory, at);
        };
    }

    private void write(MemorySegment memory, long at, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            write(values[i], memory, at + offsets[i]);
        }
    }

    private static void write(Object value, MemorySegment memory, long at) {
        switch (value) {
            case Boolean v -> Access.setBoolean(memory, at, v);
            case Byte v -> Access.setByte(memory, at, v);
            case Short v -> Access.setShort(memory, at, v);
            case Character v -> Access.setChar(memory, at, v);
            case Integer v -> Access.setInt(memory, at, v);
            case Long v -> Access.setLong(memory, at, v);
            case Float v -> Access.setFloat(memory, at, v);
            default -> Access.setDouble(memory, at, (Double) value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordLayout<?> layout && layout.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
