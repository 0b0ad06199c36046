package org.multiprocessing.internal.serial;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the current thread is decoding a value that may run code of the program, such as static initialisers.
 *
 * <p>A child may not start processes of its own while it decodes its target; this is how the start knows.
 */
public final class Decoding {

    private static final ThreadLocal<@Nullable Boolean> ACTIVE = new ThreadLocal<>();

    private Decoding() {}

    /** Returns whether the current thread is inside {@link Decoder#read()}. */
    public static boolean inProgress() {
        return ACTIVE.get() != null;
    }

    /** Runs an action that may run code of the program while a child is not what it is to be yet. */
    public static void run(Runnable action) {
        boolean entered = enter();
        try {
            action.run();
        } finally {
            if (entered) {
                exit();
            }
        }
    }

    /** Marks the current thread; false if it is marked already, then by an outer decoder, who will clear the mark. */
    static boolean enter() {
        if (ACTIVE.get() != null) {
            return false;
        }
        ACTIVE.set(Boolean.TRUE);
        return true;
    }

    static void exit() {
        ACTIVE.remove();
    }
}
