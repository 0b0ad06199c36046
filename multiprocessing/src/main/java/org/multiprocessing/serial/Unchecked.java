package org.multiprocessing.serial;

import java.lang.reflect.UndeclaredThrowableException;

/** Wraps checked exceptions; not in {@link Action}, which every child loads, most of them without meeting one. */
final class Unchecked {

    private Unchecked() {}

    static RuntimeException wrap(Exception checked) {
        if (checked instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new UndeclaredThrowableException(checked, checked.toString());
    }
}
