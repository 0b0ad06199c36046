package org.multiprocessing.internal.os;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handlers of operating-system signals, through {@code sun.misc.Signal} by reflection: as source it fails
 * {@code -Werror}, and where the class is missing the default handling stays.
 */
public final class Signals {
    private Signals() {}

    /** Ignores a signal, as processes started from here then do too. Cheap, unlike {@link #handle}: it needs no proxy. */
    public static void ignore(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, type)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            type.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return; // no such signal here, or the JVM keeps it for itself (-Xrs)
        }
    }

    /**
     * Runs {@code action} in a thread of its own whenever this process receives the signal, in place of the default.
     *
     * @return whether the handler is in place
     */
    public static boolean handle(String name, Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                action.run();
                return null;
            }
            return method.invoke(action, arguments); // equals, hashCode, toString
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false; // no such signal here, or the JVM keeps it for itself (-Xrs)
        }
    }
}
