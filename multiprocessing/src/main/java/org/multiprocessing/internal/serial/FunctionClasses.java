package org.multiprocessing.internal.serial;

import java.lang.invoke.SerializedLambda;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the classes whose code a function is: where its body stands, and the bodies of the functions that it captures. */
public final class FunctionClasses {
    private static final String OURS = "org.multiprocessing.serial.";

    private FunctionClasses() {}

    /** Returns the classes, each with those of its nest. */
    public static Set<Class<?>> of(Object function) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(function, found);
        return found;
    }

    /** Adds a class and those of its nest. */
    public static void addNest(Class<?> type, Set<Class<?>> found) {
        Collections.addAll(found, type.getNestMembers());
    }

    private static void collect(@Nullable Object function, Set<Class<?>> found) {
        if (function == null) {
            return;
        }
        if (!(Forms.of(function.getClass()) instanceof LambdaForm form)) {
            if (FunctionShape.implementsOurs(function.getClass())) {
                addNest(function.getClass(), found);
            }
            return;
        }
        SerializedLambda lambda = form.crack(function);
        if (lambda == null) {
            return;
        }
        add(lambda.getImplClass(), function.getClass().getClassLoader(), found);
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            Object captured = lambda.getCapturedArg(i);
            if (captured != null && FunctionShape.implementsOurs(captured.getClass())) {
                collect(captured, found);
            }
        }
    }

    private static void add(String internalName, @Nullable ClassLoader loader, Set<Class<?>> found) {
        String name = internalName.replace('/', '.');
        if (name.startsWith(OURS)) {
            return; // a function that binds arguments; what it captures counts
        }
        try {
            addNest(Class.forName(name, false, loader), found);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class of a function is not there: " + name, e);
        }
    }
}
