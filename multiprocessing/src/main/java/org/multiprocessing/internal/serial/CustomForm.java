package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.InvalidClassException;
import java.lang.foreign.MemorySegment;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Serializer;

/** Objects that a {@link Serializer} of the program takes: its number, and the bytes it makes. */
final class CustomForm extends Form {

    private final Serializer serializer;

    private CustomForm(Serializer serializer) {
        super(Tag.CUSTOM, true);
        this.serializer = serializer;
    }

    static @Nullable CustomForm of(Class<?> type) {
        for (Serializer serializer : Installed.ALL) {
            if (serializer.handles(type)) {
                return new CustomForm(serializer);
            }
        }
        return null;
    }

    @Override
    Object[] parts(Object value) {
        try {
            return new Object[] {serializer.id(), serializer.encode(value)};
        } catch (IOException e) {
            throw new Refused(value, "was refused by " + serializer.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    static Object rebuild(@Nullable Object[] parts, ClassFinder classes) throws DecodeException {
        int id = (Integer) Rebuild.part(parts, 0);
        byte[] bytes = (byte[]) Rebuild.part(parts, 1);
        for (Serializer serializer : Installed.ALL) {
            if (serializer.id() == id) {
                MemorySegment segment = MemorySegment.ofArray(bytes).asReadOnly();
                try {
                    return serializer.decode(segment, classes.loader(), Limits.of(classes.filter(), bytes.length));
                } catch (ClassNotFoundException e) {
                    throw new DecodeException("class not found: " + e.getMessage(), e.getMessage(), e);
                } catch (InvalidClassException e) {
                    throw new DecodeException("invalid class: " + e.getMessage(), e.classname, e);
                } catch (IOException e) {
                    throw new DecodeException(serializer.getClass().getName() + " failed: " + e.getMessage(), null, e);
                }
            }
        }
        throw new DecodeException("no serializer with id " + id + " here: its jar is missing on the class path");
    }

    /** Looked up when the first class without another form is met. */
    private static final class Installed {

        static final Serializer[] ALL = load();

        private static Serializer[] load() {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            ClassLoader loader = context != null ? context : Serializer.class.getClassLoader();
            java.util.List<Serializer> found = new java.util.ArrayList<>();
            for (Serializer next : ServiceLoader.load(Serializer.class, loader)) {
                for (Serializer known : found) {
                    if (known.id() == next.id()) {
                        throw new IllegalStateException(
                                "the serializers " + known.getClass().getName() + " and "
                                        + next.getClass().getName() + " have the same id " + next.id());
                    }
                }
                found.add(next);
            }
            return found.toArray(new Serializer[0]);
        }
    }
}
