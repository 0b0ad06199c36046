package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of three arguments that returns a result and can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What it captures travels with it, as a copy.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Call3<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                R extends @Nullable Object>
        extends Serializable {

    /**
     * Computes the result.
     *
     * @param a the first argument
     * @param b the second argument
     * @param c the third argument
     * @return the result, which must be able to travel as well
     * @throws Exception whatever the function throws
     */
    R call(A a, B b, C c) throws Exception;
}
