package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Lambdas and method references made at one place in the source: their shape, and what they capture. */
final class LambdaForm extends Form {

    /** Where the class lets us; null otherwise. It costs less than an object stream, above all the first time. */
    private final @Nullable Method writeReplace;

    /** Known after the first time. */
    private volatile @Nullable FunctionShape shape;

    LambdaForm(Class<?> type) {
        // not carried: an object stream takes lambdas, and JdkOutput looks after those of our interfaces
        super(hasOursOnly(type) ? Tag.FUNCTION : Tag.LAMBDA, false);
        writeReplace = findWriteReplace(type);
    }

    /** A lambda may have more interfaces than its own, by an intersection cast; only a real lambda can have them. */
    private static boolean hasOursOnly(Class<?> type) {
        Class<?>[] interfaces = type.getInterfaces();
        for (int i = 0; i < interfaces.length; i++) {
            boolean ours = FunctionShape.isOurs(interfaces[i].getName().replace('.', '/'));
            if (i == 0 ? !ours : interfaces[i] != Serializable.class) {
                return false;
            }
        }
        return interfaces.length > 0;
    }

    private static @Nullable Method findWriteReplace(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("writeReplace");
            return method.trySetAccessible() ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    @Override
    @Nullable
    Object[] parts(Object value) {
        FunctionShape known = shape;
        if (known != null && known.captureCount == 0) {
            return new Object[] {known};
        }
        SerializedLambda lambda = crack(value);
        if (lambda == null) {
            throw new NeedsObjectStream(); // hidden and serializable, but not made as lambdas are
        }
        if (known == null) {
            known = new FunctionShape(lambda);
            shape = known;
        }
        return known.parts(lambda);
    }

    /** Returns the shape of a function, whether one of its class was encoded before or not. */
    @Nullable
    FunctionShape shapeOf(Object function) {
        if (shape == null) {
            SerializedLambda lambda = crack(function);
            if (lambda != null) {
                shape = new FunctionShape(lambda);
            }
        }
        return shape;
    }

    @Nullable
    SerializedLambda crack(Object value) {
        if (writeReplace == null) {
            return Catcher.crack(value);
        }
        try {
            return writeReplace.invoke(value) instanceof SerializedLambda lambda ? lambda : null;
        } catch (InvocationTargetException | IllegalAccessException e) {
            return null;
        }
    }

    /** Catches what a lambda becomes on its way into an object stream; the JDK may look into closed modules. */
    private static final class Catcher extends ObjectOutputStream {

        private @Nullable SerializedLambda caught;

        private Catcher() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static @Nullable SerializedLambda crack(Object lambda) {
            try (Catcher catcher = new Catcher()) {
                catcher.writeObject(lambda);
                return catcher.caught;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (caught == null && object instanceof SerializedLambda lambda) {
                caught = lambda;
                return null;
            }
            return object;
        }
    }
}
