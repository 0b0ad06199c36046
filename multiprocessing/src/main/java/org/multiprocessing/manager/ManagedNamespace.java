package org.multiprocessing.manager;

import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A namespace of a manager. */
record ManagedNamespace(NamespaceService service) implements Namespace, Adaptor {
    private static String checked(String name) {
        return Objects.requireNonNull(name, "a name in a namespace is never null");
    }

    @Override
    public @Nullable Object get(String name) {
        return service.get(checked(name));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the boxed type; null is whatever type one asks for
    public <T> T get(String name, Class<T> type) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        Object value = get(name);
        if (value != null && !boxed.isInstance(value)) {
            throw new ClassCastException(
                    name + " is a " + value.getClass().getName() + ", not a " + boxed.getName() + ": " + value);
        }
        return (T) value;
    }

    @Override
    public void set(String name, @Nullable Object value) {
        service.set(checked(name), value);
    }

    @Override
    public boolean remove(String name) {
        return service.remove(checked(name));
    }

    @Override
    public Set<String> names() {
        return service.names();
    }

    @Override
    public void free() {
        service.free();
    }

    @Override
    public String toString() {
        return Texts.of("Namespace", service);
    }
}
