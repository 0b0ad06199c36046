package org.multiprocessing.internal.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The forms of classes, each remembered with its class.
 *
 * <p>Lambdas are dealt with here, and all else in {@link FormFinder}: a program's first start of a process sends a
 * lambda, and should not have to load the other forms for that.
 */
final class Forms {

    /** A class value and not a map, so that the form of a class goes with the class. */
    private static final ClassValue<Form> BY_CLASS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return find(type);
        }
    };

    private static final Form JDK = new Whole(Tag.JDK);
    private static final Form NONE = new Whole(Tag.NONE);

    private Forms() {}

    /** Returns the form of an object, which may be another one than its class has: that of a dynamic proxy depends on its handler. */
    static Form of(Object value) {
        Form form = of(value.getClass());
        if (form.tag == Tag.JDK) {
            HandleForm handle = HandleForm.ofProxy(value);
            return handle != null ? handle : form;
        }
        return form;
    }

    static Form of(Class<?> type) {
        Form form = BY_CLASS.get(type);
        if (form.tag == Tag.NONE) {
            // not remembered, since which class is the main class may become known later
            Form main = FormFinder.findMain(type);
            return main != null ? main : form;
        }
        return form;
    }

    private static Form find(Class<?> type) {
        ForeignLoaders.note(type);
        boolean serializable = Serializable.class.isAssignableFrom(type);
        // a class without a name cannot be found over there; that of a serializable lambda knows how to be made again
        if (serializable && type.isHidden()) {
            return new LambdaForm(type);
        }
        if (type == FunctionShape.class) {
            return new ShapeForm();
        }
        Form form = FormFinder.find(type);
        if (form != null) {
            return form;
        }
        return serializable ? JDK : NONE;
    }

    /** No form of its own: either the JDK's serialization takes it, or nothing does. */
    private static final class Whole extends Form {

        Whole(int tag) {
            super(tag, false);
        }

        @Override
        @Nullable
        Object[] parts(Object value) {
            throw new Refused(value);
        }
    }
}
