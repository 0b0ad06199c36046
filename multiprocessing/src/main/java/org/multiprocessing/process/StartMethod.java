package org.multiprocessing.process;

import java.util.List;
import java.util.Locale;

/** How a child process comes into being; the order of declaration is the order of preference. */
public enum StartMethod {
    /**
     * A JVM that has booted already: standby JVMs wait, and each serves one process and ends. Where none waits, a fresh one
     * is launched. The default.
     */
    FORKSERVER,

    /** A fresh JVM for each process. */
    SPAWN,

    /**
     * A JVM that begins with this one's static state. A JVM cannot be forked; this gives what programs use fork for: the static
     * fields of the main class and of the target's, and of classes named with {@link ProcessOptions#withInherited}, have in
     * the child the values that they had here at {@code start()}. Fields that are final are refilled in place if they hold a
     * collection, map, array or atomic; others, and what cannot travel, keep the child's own value. Nothing else is copied:
     * no thread, no lock, no open file.
     */
    FORK,

    /**
     * A thread of this JVM, for tests and debugging: arguments are not copied, {@code pid()} is this JVM's,
     * {@code terminate()} interrupts, {@code kill()} is refused, and {@code System.exit} ends the program. Options that are
     * about a JVM of its own have no effect: JVM arguments, heap, environment, folder, JDK, streams, debugger's port.
     */
    THREADS;

    private static volatile StartMethod chosen = FORKSERVER;
    private static boolean fixed;

    /**
     * Returns the default start method; {@code Multiprocessing.startMethod()}.
     *
     * @return the one that was set, or {@link #FORKSERVER}
     */
    public static StartMethod standard() {
        return chosen;
    }

    /**
     * Sets the default start method; {@code Multiprocessing.setStartMethod(method)}.
     *
     * @param method the method
     * @throws IllegalStateException if it was set before, or a process was started by the default already
     */
    public static synchronized void set(StartMethod method) {
        if (fixed) {
            throw new IllegalStateException("the start method is " + chosen
                    + " already, by setStartMethod or because a process was started by it; use replaceStartMethod("
                    + method.name()
                    + ") to change it, or context(" + method.name() + ")");
        }
        replace(method);
    }

    /**
     * Sets the default start method, whether it was set before or not; {@code Multiprocessing.replaceStartMethod(method)}.
     *
     * @param method the method
     */
    public static synchronized void replace(StartMethod method) {
        if (method == null) {
            throw new NullPointerException("the start method is null; there are " + List.of(values()));
        }
        chosen = method;
        fixed = true;
    }

    /** Returns the default for a process that is being started; it cannot be set after that. */
    static synchronized StartMethod use() {
        fixed = true;
        return chosen;
    }

    /** Returns the name that Python gives it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
