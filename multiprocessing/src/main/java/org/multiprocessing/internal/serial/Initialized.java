package org.multiprocessing.internal.serial;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/** Tells whether a class has been initialised, which asking for its fields by reflection would do. */
final class Initialized {
    private Initialized() {}

    /**
     * Returns whether the class of a static field has been initialised. The JDK has no question for that, but gives out
     * another kind of variable handle, which initialises on first use, where it has not. Should it stop doing so, every class
     * counts as initialised; so does one of which it gives out none, and whose fields cannot be read then either.
     */
    static boolean is(Field field) {
        try {
            return !MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
                    .unreflectVarHandle(field)
                    .getClass()
                    .getSimpleName()
                    .equals("LazyInitializingVarHandle");
        } catch (IllegalAccessException e) {
            return true;
        }
    }
}
