package org.multiprocessing.manager;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The methods of an interface that can be called from elsewhere: its own, inherited and default ones, and {@code toString}. */
final class MethodTable {
    private static final ClassValue<MethodTable> TABLES = new ClassValue<>() {
        @Override
        protected MethodTable computeValue(Class<?> type) {
            return new MethodTable(type);
        }
    };

    private final Map<Long, Operation> byNumber = new HashMap<>();

    /** As a dynamic proxy names them; of the same method there may be several, from several interfaces. */
    private final Map<Method, Operation> byMethod = new ConcurrentHashMap<>();

    private MethodTable(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                add(method);
            }
        }
        try {
            add(Object.class.getMethod("toString"));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private void add(Method method) {
        method.trySetAccessible(); // of an interface that is not public; if it fails, the call says so
        Operation operation = new Operation(method);
        Operation known = byNumber.putIfAbsent(operation.number(), operation);
        if (known != null && isMoreSpecial(method, known.method())) {
            byNumber.put(operation.number(), operation);
        }
    }

    private static boolean isMoreSpecial(Method method, Method known) {
        return known.getReturnType().isAssignableFrom(method.getReturnType())
                && known.getDeclaringClass().isAssignableFrom(method.getDeclaringClass())
                && !method.isBridge();
    }

    static MethodTable of(Class<?> type) {
        return TABLES.get(type);
    }

    /** Returns the method with a number, or null if the interface has none. */
    @Nullable
    Operation find(long number) {
        return byNumber.get(number);
    }

    /** Returns the operation for a method that a proxy was called by. */
    Operation of(Method method) {
        Operation known = byMethod.get(method);
        if (known == null) {
            long number = Operation.number(method);
            known = byNumber.getOrDefault(number, new Operation(method));
            byMethod.put(method, known);
        }
        return known;
    }

    /** Returns the operation for a method of {@code Object} if the interface declares it, too. */
    @Nullable
    Operation declared(Method ofObject) {
        Operation known = byNumber.get(Operation.number(ofObject));
        return known != null && known.method().getDeclaringClass() != Object.class ? known : null;
    }
}
