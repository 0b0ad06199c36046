package org.multiprocessing.manager;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Named values. */
final class HostedNamespace extends Hosted implements NamespaceService {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    HostedNamespace() {
        super("namespace");
    }

    @Override
    public @Nullable Object get(String name) {
        enter();
        try {
            if (!values.containsKey(name)) {
                throw new NoSuchElementException("the namespace has no " + name + "; it has " + values.keySet());
            }
            return values.get(name);
        } finally {
            leave();
        }
    }

    @Override
    public void set(String name, @Nullable Object value) {
        enter();
        try {
            values.put(name, value);
        } finally {
            leave();
        }
    }

    @Override
    public boolean remove(String name) {
        enter();
        try {
            boolean known = values.containsKey(name);
            values.remove(name);
            return known;
        } finally {
            leave();
        }
    }

    @Override
    public Set<String> names() {
        enter();
        try {
            return new LinkedHashSet<>(values.keySet());
        } finally {
            leave();
        }
    }

    @Override
    void ended() {
        values.clear();
    }

    @Override
    String content() {
        return String.join(", ", values.keySet());
    }
}
