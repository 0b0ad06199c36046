package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments and without a result that can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What it captures travels with it, as a copy.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 */
@FunctionalInterface
public interface Action2<A extends @Nullable Object, B extends @Nullable Object> extends Serializable {

    /**
     * Runs this function.
     *
     * @param a the first argument
     * @param b the second argument
     * @throws Exception whatever the function throws
     */
    void execute(A a, B b) throws Exception;
}
