package org.multiprocessing.internal.serial;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Searches the shortest way from a value to an object that cannot travel; only ever run after a failure. */
@SuppressWarnings("ReferenceEquality") // identity is the point
final class FieldChain {

    private static final int MAX_VISITED = 100_000;
    private static final int MAX_KEY_LENGTH = 40;

    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Node> queue = new ArrayDeque<>();

    private FieldChain() {}

    /** Returns the culprit with the way to it, or null if the way leads through what reflection cannot see. */
    static @Nullable Node find(Object root, Object culprit) {
        return new FieldChain().search(root, value -> value == culprit);
    }

    /** Tells whether an object, or the lambda that was cracked to an object, is reached from some parts. */
    static boolean leadsTo(@Nullable Object[] parts, Object original) {
        Predicate<Object> wanted = original instanceof SerializedLambda lambda
                ? value -> isMadeOf(value, lambda)
                : value -> value == original;
        return new FieldChain().search(parts, wanted) != null;
    }

    private static boolean isMadeOf(Object value, SerializedLambda wanted) {
        SerializedLambda lambda = Forms.of(value.getClass()) instanceof LambdaForm form ? form.crack(value) : null;
        if (lambda == null || lambda.getCapturedArgCount() != wanted.getCapturedArgCount()) {
            return false;
        }
        for (int i = 0; i < wanted.getCapturedArgCount(); i++) {
            if (lambda.getCapturedArg(i) != wanted.getCapturedArg(i)) {
                return false;
            }
        }
        return lambda.getImplMethodName().equals(wanted.getImplMethodName())
                && lambda.getCapturingClass().equals(wanted.getCapturingClass());
    }

    private @Nullable Node search(Object root, Predicate<Object> wanted) {
        queue.add(new Node(root, null, ""));
        for (Node node = queue.poll(); node != null; node = queue.poll()) {
            if (wanted.test(node.value)) {
                return node;
            }
            if (visited.size() < MAX_VISITED && visited.add(node.value)) {
                tryExpand(node);
            }
        }
        return null;
    }

    private void tryExpand(Node node) {
        try {
            expand(node);
        } catch (RuntimeException e) {
            // an object that does not let itself be looked at; there may be another way
        }
    }

    private void expand(Node node) {
        Object value = node.value;
        Class<?> type = value.getClass();
        if (value instanceof @Nullable Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(node, array[i], "[" + i + "]");
            }
        } else if (value instanceof ReflectiveFunction function) {
            addCaptures(node, function.parts());
        } else if (Forms.of(type) instanceof LambdaForm form) {
            SerializedLambda lambda = form.crack(value);
            if (lambda != null) {
                addCaptures(node, new FunctionShape(lambda).parts(lambda));
            }
        } else if (value instanceof Optional<?> optional) {
            add(node, optional.orElse(null), ".value");
        } else if (value instanceof AtomicReference<?> reference) {
            add(node, reference.get(), ".value");
        } else {
            if (hasElements(type)) {
                addElements(node);
            }
            addFields(node, type);
        }
    }

    private void addCaptures(Node node, @Nullable Object[] parts) {
        for (int i = 1; i < parts.length; i++) {
            add(node, parts[i], ".arg$" + i);
        }
    }

    /** A class of the JDK or on top of one, whose iterator does no more than go through its elements. */
    private static boolean hasElements(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().startsWith("java.util.")) {
                return true;
            }
        }
        return false;
    }

    private void addElements(Node node) {
        int i = 0;
        if (node.value instanceof Map.Entry<?, ?> entry) {
            add(node, entry.getKey(), ".key");
            add(node, entry.getValue(), ".value");
        } else if (node.value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                add(node, entry.getKey(), ".keys[" + i++ + "]");
                add(node, entry.getValue(), "{" + name(entry.getKey()) + "}");
            }
        } else if (node.value instanceof Collection<?> collection) {
            for (Object element : collection) {
                add(node, element, "[" + i++ + "]");
            }
        }
    }

    private static String name(@Nullable Object key) {
        if (key == null) {
            return "null";
        }
        boolean printable = key instanceof CharSequence
                || key instanceof Number
                || key instanceof Character
                || key instanceof Boolean
                || key instanceof Enum<?>;
        // no toString of the program is called, which could fail or take long
        String name = printable ? key.toString() : key.getClass().getSimpleName();
        return name.length() <= MAX_KEY_LENGTH ? name : name.substring(0, MAX_KEY_LENGTH) + "...";
    }

    private void addFields(Node node, Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                boolean sent = (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                        && !field.getType().isPrimitive();
                if (sent && field.trySetAccessible()) {
                    try {
                        add(node, field.get(node.value), "." + field.getName());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e); // made accessible above
                    }
                }
            }
        }
    }

    private void add(Node parent, @Nullable Object value, String step) {
        if (value != null) {
            queue.add(new Node(value, parent, step));
        }
    }

    /** An object, and how it was reached. */
    static final class Node {

        final Object value;
        final @Nullable Node parent;
        private final String step;

        Node(Object value, @Nullable Node parent, String step) {
            this.value = value;
            this.parent = parent;
            this.step = step;
        }

        String path() {
            StringBuilder path = new StringBuilder();
            for (Node node = this; node != null; node = node.parent) {
                path.insert(0, node.step);
            }
            return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
        }

        /** Whether it is an object which a lambda or method reference calls a method of, by default this. */
        boolean isReceiver() {
            FunctionShape shape = step.equals(".arg$1") ? shapeOfParent() : null;
            return shape != null && shape.hasReceiver();
        }

        boolean isField() {
            return step.startsWith(".") && shapeOfParent() == null;
        }

        @Nullable
        FunctionShape shapeOfParent() {
            if (parent == null) {
                return null;
            }
            if (parent.value instanceof ReflectiveFunction function) {
                return (FunctionShape) function.parts()[0];
            }
            if (Forms.of(parent.value.getClass()) instanceof LambdaForm form) {
                SerializedLambda lambda = form.crack(parent.value);
                return lambda == null ? null : new FunctionShape(lambda);
            }
            return null;
        }
    }
}
