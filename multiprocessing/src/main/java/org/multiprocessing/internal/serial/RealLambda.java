package org.multiprocessing.internal.serial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Makes a lambda from its shape and captures, by the method which the compiler put into its class for that. */
final class RealLambda {

    private final FunctionShape shape;
    private final @Nullable Object[] captures;
    private final Class<?> capturing;

    private RealLambda(FunctionShape shape, @Nullable Object[] captures, Class<?> capturing) {
        this.shape = shape;
        this.captures = captures;
        this.capturing = capturing;
    }

    static Object of(FunctionShape shape, @Nullable Object[] captures, ClassLoader loader) throws DecodeException {
        String name = shape.capturingClass.replace('/', '.');
        try {
            return new RealLambda(shape, captures, Class.forName(name, true, loader)).make();
        } catch (ClassNotFoundException e) {
            throw new DecodeException("class not found: " + e.getMessage(), e.getMessage(), e);
        } catch (InvocationTargetException e) {
            throw new DecodeException("cannot make the lambda " + shape + ": " + e.getCause(), name, e.getCause());
        } catch (ReflectiveOperationException | IOException | LinkageError | RuntimeException e) {
            throw new DecodeException("cannot make the lambda " + shape + ": " + e, name, e);
        }
    }

    private Object make() throws ReflectiveOperationException, IOException {
        Method factory = capturing.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
        Object lambda = factory.trySetAccessible() ? factory.invoke(null, serialized(captures)) : throughStream();
        if (lambda == null) {
            throw new InvocationTargetException(null, "the class returned null");
        }
        return lambda;
    }

    private SerializedLambda serialized(@Nullable Object[] arguments) {
        return new SerializedLambda(
                capturing,
                shape.interfaceClass,
                shape.interfaceMethod,
                shape.interfaceSignature,
                shape.implKind,
                shape.implClass,
                shape.implMethod,
                shape.implSignature,
                shape.instantiatedType,
                arguments);
    }

    /**
     * Lets the JDK call that method, in a module that is open to the JDK only, by a trip through an object stream. The
     * captures stay outside, each represented by its number, as they may not be serializable.
     */
    private Object throughStream() throws IOException, ClassNotFoundException {
        @Nullable Object[] numbers = new @Nullable Object[captures.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(serialized(numbers));
        }
        try (ObjectInputStream in = new Numbered(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private final class Numbered extends ObjectInputStream {

        Numbered(InputStream in) throws IOException {
            super(in);
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            return description.getName().equals(capturing.getName()) ? capturing : super.resolveClass(description);
        }

        @Override
        protected @Nullable Object resolveObject(Object object) {
            return object instanceof Integer number ? captures[number] : object;
        }
    }
}
