package org.multiprocessing.internal.classes;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.NotShareableException;

/**
 * The variables of a JShell session. JShell makes each a static field of a class of its own, so a lambda that uses one captures
 * nothing, and would silently find 0 or null in a child. So the values are copied together with such a class, when a child
 * needs it first; those that cannot be copied are null there: a pool, for instance, or the result of the very snippet whose
 * lambda is sent, which is why that is no error.
 */
final class ShellVariables {
    /** What JShell begins the names of these classes with; a class that the user declares is nested in one. */
    private static final String PREFIX = "REPL.$JShell$";

    private ShellVariables() {}

    /** Returns whether a class may hold variables. */
    static boolean mayBeIn(String className) {
        return className.startsWith(PREFIX) && className.indexOf('$', PREFIX.length()) < 0;
    }

    /** Encodes names and values, in the parent. */
    static byte[] of(Class<?> type) throws IllegalAccessException {
        Encoder out = new Encoder();
        for (Field field : type.getDeclaredFields()) {
            if (!isVariable(field)) {
                continue;
            }
            Encoder value = new Encoder();
            try {
                value.write(field.get(null));
            } catch (NotShareableException e) {
                Log.log(Level.DEBUG, "the variable " + field.getName() + " of JShell is null in children", e);
                continue;
            }
            out.writeString(field.getName());
            out.writeBytes(value.array(), 0, value.length());
        }
        return out.toByteArray();
    }

    /** Sets them, in the child. */
    static void set(Class<?> type, byte[] encoded) throws IOException {
        Decoder in = new Decoder(type.getClassLoader()).wrap(encoded, 0, encoded.length);
        while (in.remaining() > 0) {
            String name = in.readString();
            byte[] bytes = in.readBytes();
            try {
                Object value = new Decoder(type.getClassLoader())
                        .wrap(bytes, 0, bytes.length)
                        .read();
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                field.set(null, value);
            } catch (DecodeException e) {
                Log.log(Level.DEBUG, "the variable " + name + " of JShell is null here", e);
            } catch (ReflectiveOperationException e) {
                throw new IOException("cannot set the variable " + name + " of JShell: " + e, e);
            }
        }
    }

    private static boolean isVariable(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && !Modifier.isFinal(field.getModifiers())
                && field.trySetAccessible();
    }
}
