package org.multiprocessing.internal.os;

import java.lang.invoke.MethodHandles;
import java.util.Base64;

/**
 * Handlers of operating-system signals, through {@code sun.misc.Signal} by reflection: as source it fails
 * {@code -Werror}, and where the class is missing the default handling stays.
 */
public final class Signals {
    /**
     * The class {@code final class IgnoredSignal implements sun.misc.SignalHandler { public void handle(sun.misc.Signal signal)
     * {} }} of this package, compiled: a proxy instead costs 20 ms of each child's start.
     */
    private static final String IGNORED_SIGNAL =
            "yv66vgAAAEUADgoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClW"
                    + "BwAIAQAtb3JnL211bHRpcHJvY2Vzc2luZy9pbnRlcm5hbC9vcy9JZ25vcmVkU2lnbmFsBwAKAQAWc3VuL21pc2MvU2lnbmFsSGFuZGxlcgEA"
                    + "BENvZGUBAAZoYW5kbGUBABQoTHN1bi9taXNjL1NpZ25hbDspVgAwAAcAAgABAAkAAAACAAAABQAGAAEACwAAABEAAQABAAAABSq3AAGxAAAA"
                    + "AAABAAwADQABAAsAAAANAAAAAgAAAAGxAAAAAAAA";

    private Signals() {}

    /**
     * Has a signal do nothing. Not by the system's own way to ignore it, which programs that are started from here would
     * inherit for good.
     */
    public static void ignore(String name) {
        try {
            Class<?> handler =
                    MethodHandles.lookup().defineClass(Base64.getDecoder().decode(IGNORED_SIGNAL));
            install(name, handler.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            return; // no such signal here, or the JVM keeps it for itself (-Xrs)
        }
    }

    private static void install(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
}
