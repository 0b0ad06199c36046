package org.multiprocessing.manager;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A method of an interface, as callers and servers know it. */
final class Operation {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** After so many calls by reflection, a method handle is worth what it costs. */
    private static final int HOT_CALLS = 200;

    private static final Object[] NOTHING = {};

    private final long number;
    private final Method method;
    private final Class<?>[] parameters;
    private final boolean interruptible;
    private final boolean proxied;
    private volatile @Nullable MethodHandle handle;
    private int calls;

    Operation(Method method) {
        this.number = number(method);
        this.method = method;
        this.parameters = MethodType.methodType(void.class, method.getParameterTypes())
                .wrap()
                .parameterArray();
        this.interruptible = isInterruptible(method);
        this.proxied = method.isAnnotationPresent(Proxied.class);
        if (proxied && !method.getReturnType().isInterface()) {
            throw new IllegalArgumentException("@Proxied stands at " + method
                    + ", which returns no interface; only calls of an interface can be passed on");
        }
    }

    private static boolean isInterruptible(Method method) {
        for (Class<?> thrown : method.getExceptionTypes()) {
            if (thrown.isAssignableFrom(InterruptedException.class)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of a method. Without the result: a subtype may return something more special, and it is the same method. */
    static long number(Method method) {
        StringBuilder words = new StringBuilder(method.getName());
        for (Class<?> type : method.getParameterTypes()) {
            words.append(',').append(type.getName());
        }
        long hash = FNV_BASIS;
        for (int i = 0; i < words.length(); i++) {
            hash = (hash ^ words.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** Returns what it is called on the way: the same in every program that has the method, whatever else the interface has. */
    long number() {
        return number;
    }

    Method method() {
        return method;
    }

    /** Returns whether it declares that it throws {@code InterruptedException}, or all that are checked. */
    boolean interruptible() {
        return interruptible;
    }

    /** Returns whether its result stays in the server. */
    boolean proxied() {
        return proxied;
    }

    /** Returns why it cannot be called with some arguments; null if it can. */
    @Nullable
    String mismatch(@Nullable Object[] arguments) {
        if (arguments.length != parameters.length) {
            return words() + " was called with " + arguments.length + " arguments";
        }
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            boolean fits = argument == null
                    ? !method.getParameterTypes()[i].isPrimitive()
                    : parameters[i].isInstance(argument);
            if (!fits) {
                return "argument " + (i + 1) + " of " + words() + " is "
                        + (argument == null
                                ? "null"
                                : "a " + argument.getClass().getName());
            }
        }
        return null;
    }

    /**
     * Returns what is to be said of the first argument that the object would run: a value can be a function, too, if its class says so. Null
     * if there is none but the library's own and the JDK's.
     */
    @Nullable
    String functionAmong(@Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument != null
                    && method.getParameterTypes()[i].isAnnotationPresent(FunctionalInterface.class)
                    && !(argument instanceof HostedFactory)
                    && argument.getClass().getClassLoader() != null) {
                return "argument " + (i + 1) + " of " + words();
            }
        }
        return null;
    }

    /** Calls an object, with arguments that fit. */
    @Nullable
    Object invoke(Object referent, @Nullable Object @Nullable [] arguments) throws InvocationTargetException {
        MethodHandle known = handle();
        try {
            if (known == null) {
                return method.invoke(referent, arguments);
            }
            Object[] given = arguments == null ? NOTHING : arguments;
            return (Object) known.invokeExact(referent, given);
        } catch (InvocationTargetException e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }

    /** By reflection, a virtual thread would pin its carrier: children of ours have the kind with native frames, which starts faster. */
    private @Nullable MethodHandle handle() {
        MethodHandle known = handle;
        if (known == null && (++calls > HOT_CALLS || Thread.currentThread().isVirtual())) { // a lost count does no harm
            try {
                known = MethodHandles.lookup()
                        .unreflect(method)
                        .asFixedArity()
                        .asSpreader(Object[].class, parameters.length)
                        .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
            } catch (IllegalAccessException e) {
                calls = Integer.MIN_VALUE; // reflection says better what is the matter
                return null;
            }
            handle = known;
        }
        return known;
    }

    /** Returns what an error calls it. */
    String words() {
        StringBuilder words = new StringBuilder(method.getDeclaringClass().getSimpleName());
        words.append('.').append(method.getName()).append('(');
        String separator = "";
        for (Class<?> type : method.getParameterTypes()) {
            words.append(separator).append(type.getSimpleName());
            separator = ", ";
        }
        return words.append(')').toString();
    }
}
