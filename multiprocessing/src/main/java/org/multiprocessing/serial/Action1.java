package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of one argument and without a result that can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What it captures travels with it, as a copy.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface Action1<A extends @Nullable Object> extends Serializable {

    /**
     * Runs this function.
     *
     * @param a the argument
     * @throws Exception whatever the function throws
     */
    void execute(A a) throws Exception;
}
