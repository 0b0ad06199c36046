package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A pair of arguments for a function of two arguments, as one item of the input of a pool.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param first the first argument
 * @param second the second argument
 */
public record Args2<A extends @Nullable Object, B extends @Nullable Object>(A first, B second)
        implements Serializable {}
