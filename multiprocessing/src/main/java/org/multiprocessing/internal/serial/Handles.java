package org.multiprocessing.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The registry of handle resolvers, one per kind of shared object. The library's own kinds need not be registered: the first
 * handle of a kind that arrives initialises the class that does so.
 */
public final class Handles {

    private static final int MAX_KIND = 255;

    /** By kind, the class whose static initialiser registers the resolver; a name, since this package uses no other. */
    private static final @Nullable String[] HOMES = new @Nullable String[16];

    static {
        HOMES[1] = "org.multiprocessing.sync.SyncHandles";
        HOMES[2] = "org.multiprocessing.memory.GuardedHandles";
        HOMES[3] = "org.multiprocessing.channel.ChannelHandles";
        HOMES[8] = "org.multiprocessing.memory.NamedMemory";
        HOMES[9] = "org.multiprocessing.memory.SlotList";
        HOMES[10] = "org.multiprocessing.manager.ProxyHandles";
    }

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
        HandleResolver known = registered(kind);
        String home = known == null && kind >= 0 && kind < HOMES.length ? HOMES[kind] : null;
        if (home == null) {
            return known;
        }
        try {
            Class.forName(home, true, Handles.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of the library is missing: " + home, e);
        }
        return registered(kind);
    }

    private static @Nullable HandleResolver registered(int kind) {
        @Nullable HandleResolver[] table = resolvers;
        return kind >= 0 && kind < table.length ? table[kind] : null;
    }
}
