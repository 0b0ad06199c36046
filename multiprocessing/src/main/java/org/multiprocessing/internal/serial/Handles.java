package org.multiprocessing.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The registry of handle resolvers, one per kind of shared object. */
public final class Handles {

    private static final int MAX_KIND = 255;

    private static volatile @Nullable HandleResolver[] resolvers = new @Nullable HandleResolver[16];

    private Handles() {}

    /**
     * Registers the resolver of a kind; the same one again is fine.
     *
     * @param kind 0 to 255
     * @throws IllegalStateException if another resolver has the kind
     */
    public static synchronized void register(int kind, HandleResolver resolver) {
        if (kind < 0 || kind > MAX_KIND) {
            throw new IllegalArgumentException("handle kind " + kind + ", allowed are 0 to " + MAX_KIND);
        }
        @Nullable HandleResolver[] table = Arrays.copyOf(resolvers, Math.max(resolvers.length, kind + 1));
        HandleResolver known = table[kind];
        if (known != null && !known.equals(resolver)) {
            throw new IllegalStateException(
                    "handle kind " + kind + " belongs to " + known.getClass().getName() + " already");
        }
        table[kind] = resolver;
        resolvers = table; // copied and then published, so that readers need no lock
    }

    static @Nullable HandleResolver find(int kind) {
        @Nullable HandleResolver[] table = resolvers;
        return kind >= 0 && kind < table.length ? table[kind] : null;
    }
}
