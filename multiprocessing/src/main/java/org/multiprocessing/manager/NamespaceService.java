package org.multiprocessing.manager;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A namespace in the server. */
interface NamespaceService extends HostedService {
    @Nullable
    Object get(String name);

    void set(String name, @Nullable Object value);

    boolean remove(String name);

    Set<String> names();
}
