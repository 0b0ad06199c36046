package org.multiprocessing.internal.serial;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the program's main class: the class and the fields that are neither static nor transient.
 *
 * <p>It is made anew with the constructor without arguments, as the launcher does, and then gets the fields.
 */
final class MainForm extends Form {

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Field> fields;

    private MainForm(Class<?> type, Constructor<?> constructor, List<Field> fields) {
        super(Tag.MAIN, true);
        this.type = type;
        this.constructor = constructor;
        this.fields = fields;
    }

    /**
     * Returns the form of a class if its objects can be rebuilt, be it the main class or not.
     *
     * <p>It is not remembered: there is one such class, and rarely more than a few instances of it travel.
     */
    static @Nullable MainForm of(Class<?> type) {
        Constructor<?> constructor;
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            return null;
        }
        if (Modifier.isAbstract(type.getModifiers()) || !constructor.trySetAccessible()) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                    if (!field.trySetAccessible()) {
                        return null;
                    }
                    fields.add(field);
                }
            }
        }
        return new MainForm(type, constructor, fields);
    }

    @Override
    void write(Encoder out, Object value) {
        out.checkMayLeave(value);
        super.write(out, value);
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        @Nullable Object[] parts = new @Nullable Object[fields.size() + 1];
        parts[0] = type;
        try {
            for (int i = 0; i < fields.size(); i++) {
                parts[i + 1] = fields.get(i).get(value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // made accessible above
        }
        return parts;
    }

    static MainForm ofSent(Class<?> type) throws DecodeException {
        MainForm form = of(type);
        if (form == null) {
            throw new DecodeException(type.getName() + " cannot be rebuilt here as the main class", type.getName());
        }
        return form;
    }

    void checkCount(int sent) throws DecodeException {
        if (sent != fields.size()) {
            throw new DecodeException(
                    type.getName() + " was sent with " + sent + " fields and has " + fields.size()
                            + " here: the class differs between the two processes",
                    type.getName());
        }
    }

    Object create() throws DecodeException {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw new DecodeException(
                    "the constructor of " + type.getName() + " failed: " + cause, type.getName(), cause);
        } catch (ReflectiveOperationException e) {
            throw new DecodeException("cannot rebuild a " + type.getName() + ": " + e, type.getName(), e);
        }
    }

    void set(Object target, int index, @Nullable Object value) throws DecodeException {
        try {
            fields.get(index).set(target, value);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new DecodeException(
                    "cannot set the field " + fields.get(index).getName() + " of a " + type.getName() + ": " + e,
                    type.getName(),
                    e);
        }
    }
}
