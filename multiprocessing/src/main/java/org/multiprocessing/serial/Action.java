package org.multiprocessing.serial;

import java.io.Serializable;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function without arguments and without a result that can be sent to another process.
 *
 * <p>Usually written as a lambda or a method reference. What the lambda captures travels with it, as a copy:
 *
 * {@snippet :
 * int n = 5;
 * Action hello = () -> System.out.println("hello " + n);
 * }
 *
 * <p>The functional method is {@link #execute()}, which may throw anything. The interface extends {@link Runnable} so
 * that a method which is overloaded for both prefers this one.
 *
 * <p>A record that implements this interface is a function with named state.
 */
@FunctionalInterface
public interface Action extends Runnable, Serializable {

    /**
     * Runs this function.
     *
     * @throws Exception whatever the function throws
     */
    void execute() throws Exception;

    /**
     * Runs this function by {@link #execute()}; errors and unchecked exceptions pass unchanged.
     *
     * <p>If the function throws {@link InterruptedException}, the thread's interrupt flag is set again before that
     * exception is wrapped.
     *
     * @throws UndeclaredThrowableException if the function throws a checked exception, which is its cause
     */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a Runnable whose lambda may throw is what this is for
    default void run() {
        try {
            execute();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw Unchecked.wrap(e);
        }
    }

    /**
     * Binds an argument to a function.
     *
     * @param <A> the type of the argument
     * @param f the function
     * @param a its argument, evaluated now, in the caller
     * @return an action that calls {@code f} with {@code a}
     */
    static <A extends @Nullable Object> Action of(Action1<? super A> f, A a) {
        Objects.requireNonNull(f, "function");
        return () -> f.execute(a);
    }

    /**
     * Binds two arguments to a function.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param f the function
     * @param a its first argument, evaluated now, in the caller
     * @param b its second argument
     * @return an action that calls {@code f} with the arguments
     */
    static <A extends @Nullable Object, B extends @Nullable Object> Action of(
            Action2<? super A, ? super B> f, A a, B b) {
        Objects.requireNonNull(f, "function");
        return () -> f.execute(a, b);
    }

    /**
     * Binds three arguments to a function.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param f the function
     * @param a its first argument, evaluated now, in the caller
     * @param b its second argument
     * @param c its third argument
     * @return an action that calls {@code f} with the arguments
     */
    static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Action of(
            Action3<? super A, ? super B, ? super C> f, A a, B b, C c) {
        Objects.requireNonNull(f, "function");
        return () -> f.execute(a, b, c);
    }
}
