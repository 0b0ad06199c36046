package org.multiprocessing.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Three arguments for a function of three arguments, as one item of the input of a pool.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param first the first argument
 * @param second the second argument
 * @param third the third argument
 */
public record Args3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
        A first, B second, C third) implements Serializable {}
