package org.multiprocessing.serial;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A function without arguments that returns a result and can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What the lambda captures travels with it, and the result
 * travels back, both as copies. The interface extends {@link Callable} so that a method which is overloaded for both
 * prefers this one.
 *
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Call<R extends @Nullable Object> extends Callable<R>, Serializable {

    /**
     * Computes the result.
     *
     * @return the result, which must be able to travel as well
     * @throws Exception whatever the function throws
     */
    @Override
    R call() throws Exception;
}
