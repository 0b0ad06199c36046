package org.multiprocessing.internal.serial;

import java.lang.invoke.MethodHandleInfo;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** The method or constructor that functions of one shape call, found with the class loader of one decoder. */
final class FunctionTarget {

    /**
     * Calls by reflection, of all functions of this shape together, after which it pays to make real lambdas: the first
     * one costs a child some 4 ms, a call by reflection there 0.2 us.
     */
    private static final int HOT_CALLS = 10_000;

    private final FunctionShape shape;
    private final ClassLoader loader;
    private final boolean constructor;
    private final boolean receives;

    /** Null if it has to be a real lambda: for an interface that is not ours, or out of the reach of reflection. */
    private final @Nullable Executable executable;

    private int calls; // racy on purpose, as in ReflectiveFunction

    FunctionTarget(FunctionShape shape, ClassLoader loader) throws DecodeException {
        this.shape = shape;
        this.loader = loader;
        constructor = shape.implKind == MethodHandleInfo.REF_newInvokeSpecial;
        executable = shape.isOurs() ? find() : null;
        receives = executable != null && !constructor && !Modifier.isStatic(executable.getModifiers());
    }

    FunctionShape shape() {
        return shape;
    }

    ClassLoader loader() {
        return loader;
    }

    boolean isReflective() {
        return executable != null;
    }

    boolean wantsLambda() {
        return calls > HOT_CALLS || executable == null;
    }

    /** Makes a real lambda; null if that fails, but reflection will do. */
    @Nullable
    Object newLambda(@Nullable Object[] captures) {
        try {
            return RealLambda.of(shape, captures, loader);
        } catch (DecodeException e) {
            if (executable == null) {
                throw new IllegalStateException("cannot call " + shape, e);
            }
            calls = Integer.MIN_VALUE; // not again
            return null;
        }
    }

    @Nullable
    Object invoke(@Nullable Object[] captures, @Nullable Object[] arguments) throws Exception {
        calls++;
        Object receiver = null;
        int captured = captures.length;
        int skipped = receives ? 1 : 0;
        @Nullable Object[] all = arguments;
        if (captured + skipped > 0) {
            all = new @Nullable Object[captured + arguments.length - skipped];
            if (captured == 0) {
                receiver = arguments[0];
                System.arraycopy(arguments, 1, all, 0, all.length);
            } else {
                receiver = captures[0];
                System.arraycopy(captures, skipped, all, 0, captured - skipped);
                System.arraycopy(arguments, 0, all, captured - skipped, arguments.length);
            }
        }
        try {
            if (constructor) {
                return ((Constructor<?>) target()).newInstance(all);
            }
            return ((Method) target()).invoke(receives ? receiver : null, all);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            throw FunctionTarget.<RuntimeException>asThrown(thrown == null ? e : thrown);
        } catch (IllegalArgumentException e) {
            throw mismatch(e, all);
        }
    }

    private Executable target() {
        Executable found = executable;
        if (found == null) {
            throw new IllegalStateException("not reflective: " + shape);
        }
        return found;
    }

    /** What the lambda would have thrown for arguments that are not of the types that the method takes. */
    private RuntimeException mismatch(IllegalArgumentException e, @Nullable Object[] arguments) {
        Class<?>[] types = target().getParameterTypes();
        for (int i = 0; i < types.length && i < arguments.length; i++) {
            if (types[i].isPrimitive() && arguments[i] == null) {
                return new NullPointerException("null for the " + types[i].getName() + " of " + shape);
            }
        }
        ClassCastException thrown = new ClassCastException("arguments of " + shape + ": " + e.getMessage());
        thrown.initCause(e);
        return thrown;
    }

    /** Throws its argument as it is, checked or not; the result only tells the compiler that the flow ends. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException asThrown(Throwable original) throws T {
        throw (T) original;
    }

    private @Nullable Executable find() throws DecodeException {
        String name = shape.implClass.replace('/', '.');
        try {
            boolean runsInitializer = shape.implKind == MethodHandleInfo.REF_invokeStatic || constructor;
            // initialised here, while decoding is in progress, as a lambda made by its class would have it
            Class<?> type = Class.forName(name, runsInitializer, loader);
            Executable found = constructor ? findConstructor(type) : findMethod(type);
            if (found == null) {
                throw new DecodeException(
                        "no method " + shape + shape.implSignature + " here: the class differs between the processes",
                        name);
            }
            boolean bypassesOverriding =
                    shape.implKind == MethodHandleInfo.REF_invokeSpecial && !Modifier.isPrivate(found.getModifiers());
            if (bypassesOverriding) {
                return null; // reflection would call the overriding method
            }
            return found.trySetAccessible() ? found : null;
        } catch (ClassNotFoundException e) {
            throw new DecodeException("class not found: " + e.getMessage(), name, e);
        } catch (LinkageError e) {
            throw new DecodeException("class " + name + " failed to load or initialise: " + e, name, e);
        }
    }

    private @Nullable Executable findConstructor(Class<?> type) {
        for (Constructor<?> candidate : type.getDeclaredConstructors()) {
            if (Descriptors.matches(shape.implSignature, candidate.getParameterTypes(), void.class)) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable Method findMethod(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Method found = findDeclared(c);
            if (found != null) {
                return found;
            }
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> parent : c.getInterfaces()) {
                Method found = findMethod(parent);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Method findDeclared(Class<?> type) {
        for (Method candidate : type.getDeclaredMethods()) {
            if (candidate.getName().equals(shape.implMethod)
                    && Descriptors.matches(
                            shape.implSignature, candidate.getParameterTypes(), candidate.getReturnType())) {
                return candidate;
            }
        }
        return null;
    }
}
