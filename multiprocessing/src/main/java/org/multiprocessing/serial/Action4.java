package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of four arguments and without a result that can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What it captures travels with it, as a copy.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 */
@FunctionalInterface
public interface Action4<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object>
        extends Serializable {

    /**
     * Runs this function.
     *
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @param d the fourth argument
     * @throws Exception whatever the function throws
     */
    void execute(A a, B b, C c, D d) throws Exception;
}
