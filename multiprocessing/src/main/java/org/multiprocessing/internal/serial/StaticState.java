package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.serial.NotShareableException;

/**
 * A snapshot of static fields, for a process that is to begin with its parent's.
 *
 * <p>A field that is not final is set in the child. A final collection, map, array or atomic is refilled in place. Any other
 * final field, and one whose value cannot travel, keeps the child's own value; for a class that the program has named,
 * that is an error, unless both values are equal. A class that is neither named nor initialised has no state yet: to
 * initialise it here would run code that the program may never want.
 */
public final class StaticState {
    private static final int END = 0;
    private static final int FIELD = 1;

    private StaticState() {}

    /**
     * Appends the static fields of classes.
     *
     * @param classes the classes
     * @param named those of them that the program has named
     * @throws NotShareableException if a field of a named class cannot travel
     */
    public static void write(Encoder out, Set<Class<?>> classes, Set<Class<?>> named) {
        Encoder scratch = new Encoder();
        for (Class<?> type : classes) {
            ForeignLoaders.note(type);
            boolean isNamed = named.contains(type);
            List<Field> fields = fields(type);
            if (!fields.isEmpty() && (isNamed ? initialize(type) : Initialized.is(fields.getFirst()))) {
                for (Field field : fields) {
                    write(out, scratch, field, isNamed);
                }
            }
        }
        out.writeByte(END);
    }

    private static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field ->
                        Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant())
                .toList();
    }

    /** Whoever names a class wants its state, also if nobody has used it yet. */
    private static boolean initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            keep(true, "the class " + type.getName() + " cannot be initialised", e);
            return false;
        }
    }

    private static void write(Encoder out, Encoder scratch, Field field, boolean named) {
        scratch.reset();
        try {
            field.setAccessible(true);
            scratch.write(field.get(null));
        } catch (NotShareableException | InaccessibleObjectException e) {
            keep(
                    named,
                    name(field) + " of the class " + field.getDeclaringClass().getName() + " cannot travel",
                    e);
            return;
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible above", e);
        }
        out.writeByte(FIELD);
        out.writeByte(named ? 1 : 0);
        out.writeString(field.getDeclaringClass().getName());
        out.writeString(field.getName());
        out.writeBytes(scratch.array(), 0, scratch.length());
    }

    /**
     * Reads what {@link #write} wrote, and gives the fields of this JVM their values. That initialises classes, which may not
     * start processes: these would begin with the same snapshot, and so on.
     */
    public static void read(Decoder in, ClassLoader loader) throws IOException {
        boolean entered = Decoding.enter();
        try {
            readFields(in, loader);
        } finally {
            if (entered) {
                Decoding.exit();
            }
        }
    }

    private static void readFields(Decoder in, ClassLoader loader) throws IOException {
        while (in.readByte() != END) {
            boolean named = in.readByte() != 0;
            String type = in.readString();
            String name = in.readString();
            byte[] value = in.readBytes();
            try {
                Field field = Class.forName(type, true, loader).getDeclaredField(name);
                field.setAccessible(true);
                Decoder decoder = new Decoder(loader);
                take(field, decoder.wrap(value, 0, value.length).read(), named);
            } catch (ReflectiveOperationException | LinkageError | DecodeException e) {
                keep(named, "the static field " + name + " of the class " + type + " cannot be set here", e);
            }
        }
    }

    private static void take(Field field, @Nullable Object value, boolean named) throws IllegalAccessException {
        if (!Modifier.isFinal(field.getModifiers())) {
            field.set(null, value);
            return;
        }
        Object own = field.get(null);
        if (Objects.deepEquals(own, value) || (own != null && value != null && Refill.refill(own, value))) {
            return;
        }
        if (own instanceof Collection<?> || (value != null && !equalsByIdentity(value))) {
            keep(
                    named,
                    name(field) + " of the class " + field.getDeclaringClass().getName()
                            + " is final, and cannot be given its parent's value",
                    null);
        } else {
            keep(false, name(field) + " is final, and keeps its own value", null);
        }
    }

    /** Of a class that has no notion of equal values, such as a plain lock object, nobody can tell that it differs. */
    private static boolean equalsByIdentity(Object value) {
        try {
            return value.getClass().getMethod("equals", Object.class).getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has it", e);
        }
    }

    private static String name(Field field) {
        return "the static field " + field.getName();
    }

    private static void keep(boolean named, String why, @Nullable Throwable cause) {
        if (named) {
            String advice = why + "; take its class out of withInherited, or make the field transferable";
            throw new IllegalArgumentException(cause == null ? advice : advice + ": " + cause.getMessage(), cause);
        }
        Log.log(Level.DEBUG, why, cause);
    }
}
