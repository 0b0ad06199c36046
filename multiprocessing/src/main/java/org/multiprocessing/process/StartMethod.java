package org.multiprocessing.process;

import java.util.Locale;

/** How a child process comes into being; the order of declaration is the order of preference. */
public enum StartMethod {
    /** A fresh JVM for each process. */
    SPAWN;

    /** Returns the name that Python gives it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
