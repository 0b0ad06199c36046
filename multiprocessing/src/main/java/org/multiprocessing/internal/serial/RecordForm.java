package org.multiprocessing.internal.serial;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Records of one class: the class and the components, read by the accessors, rebuilt by the canonical constructor. */
final class RecordForm extends Form {

    private static final Object[] NO_ARGUMENTS = {};

    private final Class<?> type;
    private final Method[] accessors;
    private final Constructor<?> constructor;

    private RecordForm(Class<?> type, Method[] accessors, Constructor<?> constructor) {
        // carried even if it is serializable: the JDK's way to rebuild a record starts up method handles
        super(Tag.RECORD, true);
        this.type = type;
        this.accessors = accessors;
        this.constructor = constructor;
    }

    /** Returns the form of a class, or null if it replaces its objects itself or is out of the reach of reflection. */
    static @Nullable RecordForm of(Class<?> type) {
        if (!type.isRecord() || type.isHidden() || declares(type, "writeReplace") || declares(type, "readResolve")) {
            return null;
        }
        return reach(type);
    }

    /** Returns what reads and makes records of a class, or null if reflection does not reach them. */
    static @Nullable RecordForm reach(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Method[] accessors = new Method[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            if (!accessors[i].trySetAccessible()) {
                return null;
            }
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.trySetAccessible() ? new RecordForm(type, accessors, constructor) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    static boolean declares(Class<?> type, String method) {
        for (Method candidate : type.getDeclaredMethods()) {
            if (candidate.getName().equals(method) && candidate.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        @Nullable Object[] parts = new @Nullable Object[accessors.length + 1];
        parts[0] = type;
        for (int i = 0; i < accessors.length; i++) {
            try {
                parts[i + 1] = accessors[i].invoke(value, NO_ARGUMENTS);
            } catch (InvocationTargetException e) {
                String reason = "failed in its accessor " + accessors[i].getName() + "()";
                throw new Refused(value, reason, e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e); // made accessible above
            }
        }
        return parts;
    }

    /** Makes a record of its parts, the first of which is the class. */
    static Object rebuild(@Nullable Object[] parts) throws DecodeException {
        Class<?> type = (Class<?>) Rebuild.part(parts, 0);
        if (!(Forms.of(type) instanceof RecordForm form)) {
            if (type.isRecord() && Serializable.class.isAssignableFrom(type)) {
                return ClosedRecord.create(type, parts);
            }
            throw new DecodeException(
                    type.getName()
                            + " is not a record here, or its package is not open to org.multiprocessing and it is not Serializable",
                    type.getName());
        }
        return form.create(parts);
    }

    int size() {
        return accessors.length;
    }

    Object create(@Nullable Object[] parts) throws DecodeException {
        if (parts.length != accessors.length + 1) {
            throw differs(type, parts.length - 1, accessors.length);
        }
        @Nullable Object[] arguments = new @Nullable Object[accessors.length];
        System.arraycopy(parts, 1, arguments, 0, arguments.length);
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw new DecodeException(
                    "the constructor of " + type.getName() + " failed: " + cause, type.getName(), cause);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new DecodeException("cannot rebuild a " + type.getName() + ": " + e, type.getName(), e);
        }
    }

    static DecodeException differs(Class<?> type, int sent, int here) {
        return new DecodeException(
                type.getName() + " was sent with " + sent + " components and has " + here
                        + " here: the class differs between the two processes",
                type.getName());
    }
}
