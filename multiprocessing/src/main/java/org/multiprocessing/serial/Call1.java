package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of one argument that returns a result and can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What it captures travels with it, as a copy.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Call1<A extends @Nullable Object, R extends @Nullable Object> extends Serializable {

    /**
     * Computes the result.
     *
     * @param a the argument
     * @return the result, which must be able to travel as well
     * @throws Exception whatever the function throws
     */
    R call(A a) throws Exception;
}
