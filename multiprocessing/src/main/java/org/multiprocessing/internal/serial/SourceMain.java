package org.multiprocessing.internal.serial;

import org.jspecify.annotations.Nullable;

/** Finds the main class of a program whose launcher compiled it and does not tell its name: it is on the caller's stack. */
final class SourceMain {
    private SourceMain() {}

    static @Nullable Class<?> onStack() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .<@Nullable Class<?>>walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(MainClass::is)
                        .reduce(null, (inner, outer) -> outer));
    }
}
