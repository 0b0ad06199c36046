package org.multiprocessing.manager;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

/**
 * A method of an interface, as callers and servers know it.
 *
 * @param number what it is called on the way: the same in every program that has the method, whatever else the interface has
 * @param method the method
 * @param interruptible whether it declares that it throws {@code InterruptedException}, or all that are checked
 * @param proxied whether its result stays in the server
 */
record Operation(long number, Method method, boolean interruptible, boolean proxied) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static Operation of(Method method) {
        boolean proxied = method.isAnnotationPresent(Proxied.class);
        if (proxied && !method.getReturnType().isInterface()) {
            throw new IllegalArgumentException(
                    "@Proxied stands at " + method + ", which returns no interface; only calls of an interface can be passed on");
        }
        return new Operation(number(method), method, isInterruptible(method), proxied);
    }

    private static boolean isInterruptible(Method method) {
        for (Class<?> thrown : method.getExceptionTypes()) {
            if (thrown.isAssignableFrom(InterruptedException.class)) {
                return true;
            }
        }
        return false;
    }

    /** Without the result: a subtype may return something more special, and it is the same method. */
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

    /** Returns what an error calls it. */
    String words() {
        StringBuilder words = new StringBuilder(method.getDeclaringClass().getSimpleName());
        words.append('.').append(method.getName()).append('(');
        String separator = "";
        for (Type type : method.getParameterTypes()) {
            words.append(separator).append(((Class<?>) type).getSimpleName());
            separator = ", ";
        }
        return words.append(')').toString();
    }
}
