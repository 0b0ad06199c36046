package org.multiprocessing.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.FunctionClasses;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.internal.serial.StaticState;

/**
 * Whose static fields a forked process begins with.
 *
 * @param classes all of them
 * @param named those that the program has named
 */
record Snapshot(Set<Class<?>> classes, Set<Class<?>> named) {
    void write(Encoder encoder) {
        StaticState.write(encoder, classes, named);
    }

    /** The main class, the target's, and those that are named. */
    static Snapshot of(@Nullable Object target, List<Class<?>> inherited) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Class<?> main = MainClass.find();
        if (main != null) {
            classes.add(main);
        }
        if (target != null) {
            classes.addAll(FunctionClasses.of(target));
        }
        classes.addAll(inherited);
        return new Snapshot(classes, Set.copyOf(inherited));
    }
}
