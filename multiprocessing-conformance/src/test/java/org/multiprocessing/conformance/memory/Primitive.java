package org.multiprocessing.conformance.memory;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.multiprocessing.Context;
import org.multiprocessing.memory.Guarded;

/** The primitive types, with the values and arrays of each, which are called by name: one suite serves all. */
@SuppressWarnings("ImmutableEnumChecker") // numbers
enum Primitive {
    BOOLEAN(boolean.class, 1, false, true, true, true),
    BYTE(byte.class, Byte.BYTES, (byte) 0, (byte) 5, Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(short.class, Short.BYTES, (short) 0, (short) 5, Short.MIN_VALUE, Short.MAX_VALUE),
    CHAR(char.class, Character.BYTES, '\0', 'x', Character.MIN_VALUE, Character.MAX_VALUE),
    INT(int.class, Integer.BYTES, 0, 5, Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(long.class, Long.BYTES, 0L, 5L, Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT(float.class, Float.BYTES, 0f, 5f, -Float.MAX_VALUE, Float.NaN),
    DOUBLE(double.class, Double.BYTES, 0d, 5d, -Double.MAX_VALUE, Double.NaN);

    final Class<?> type;
    final int bytes;

    /** What a fresh one has; some other; two more at the ends of what there is. */
    final Object zero;

    final Object five;
    final Object lowest;
    final Object highest;

    Primitive(Class<?> type, int bytes, Object zero, Object five, Object lowest, Object highest) {
        this.type = type;
        this.bytes = bytes;
        this.zero = zero;
        this.five = five;
        this.lowest = lowest;
        this.highest = highest;
    }

    boolean hasArithmetic() {
        return this != BOOLEAN && this != CHAR;
    }

    boolean isInteger() {
        return hasArithmetic() && this != FLOAT && this != DOUBLE;
    }

    /** Returns a number as this type has it; of a boolean, whether it is odd. */
    Object of(long number) {
        return switch (this) {
            case BOOLEAN -> (number & 1) != 0;
            case BYTE -> (byte) number;
            case SHORT -> (short) number;
            case CHAR -> (char) number;
            case INT -> (int) number;
            case LONG -> number;
            case FLOAT -> (float) number;
            case DOUBLE -> (double) number;
        };
    }

    /** Returns the one after another, round about. */
    Object next(Object value) {
        return switch (value) {
            case Boolean b -> !b;
            case Character c -> (char) (c + 1);
            case Number n -> of(n.longValue() + 1);
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    Guarded value(Context context, Object initial) {
        return (Guarded) invoke(context, find(Context.class, type.getName() + "Value", 1), initial);
    }

    Guarded array(Context context, int length) {
        return (Guarded) invoke(context, find(Context.class, type.getName() + "Array", 1), length);
    }

    /** Returns an array of Java's. */
    Object plain(Object... elements) {
        Object array = Array.newInstance(type, elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(array, i, elements[i]);
        }
        return array;
    }

    static List<Object> list(Object plain) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(plain); i++) {
            list.add(Array.get(plain, i));
        }
        return list;
    }

    /** Returns the elements of an array in shared memory. */
    static List<Object> elements(Guarded array) {
        return list(call(array, "toArray"));
    }

    /** Calls a method of a value or array. */
    static Object call(Guarded target, String method, Object... arguments) {
        return invoke(target, find(interfaceOf(target), method, arguments.length), arguments);
    }

    /** Returns the public interface of a value or array. */
    static Class<?> interfaceOf(Guarded target) {
        return Arrays.stream(target.getClass().getInterfaces())
                .filter(Guarded.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
    }

    private static Method find(Class<?> home, String name, int parameters) {
        return Arrays.stream(home.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new AssertionError(home.getName() + " has no " + name + " of " + parameters));
    }

    static Object invoke(Object target, Method method, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new AssertionError(e.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
