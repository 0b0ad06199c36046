package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/**
 * A function of a task with its arguments, as it goes to a pool in a server.
 *
 * @param function one of those that pools take
 * @param arguments as many as it has
 */
record Bound(Object function, @Nullable Object... arguments) implements Call<@Nullable Object> {
    @Override
    @SuppressWarnings("unchecked") // called with what it was given with
    public @Nullable Object call() throws Exception {
        switch (function) {
            case Call1<?, ?> f -> {
                return ((Call1<@Nullable Object, @Nullable Object>) f).call(arguments[0]);
            }
            case Call2<?, ?, ?> f -> {
                return ((Call2<@Nullable Object, @Nullable Object, @Nullable Object>) f)
                        .call(arguments[0], arguments[1]);
            }
            case Call3<?, ?, ?, ?> f -> {
                return ((Call3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) f)
                        .call(arguments[0], arguments[1], arguments[2]);
            }
            case Action1<?> f -> ((Action1<@Nullable Object>) f).execute(arguments[0]);
            case Action2<?, ?> f ->
                ((Action2<@Nullable Object, @Nullable Object>) f).execute(arguments[0], arguments[1]);
            case Action f -> f.execute();
            case Callable<?> f -> {
                return f.call();
            }
            default -> ((Runnable) function).run();
        }
        return null;
    }

    /** Returns a function of the same kind that runs in a pool in a server; anything else as it is, a collection with its elements so. */
    static @Nullable Object remote(PoolService pool, @Nullable Object function) {
        return switch (function) {
            case null -> null;
            case Call1<?, ?> f -> (Call1<Object, @Nullable Object>) a -> pool.run(new Bound(f, a));
            case Call2<?, ?, ?> f -> (Call2<Object, Object, @Nullable Object>) (a, b) -> pool.run(new Bound(f, a, b));
            case Call3<?, ?, ?, ?> f ->
                (Call3<Object, Object, Object, @Nullable Object>) (a, b, c) -> pool.run(new Bound(f, a, b, c));
            case Action1<?> f -> (Action1<Object>) a -> pool.run(new Bound(f, a));
            case Action2<?, ?> f -> (Action2<Object, Object>) (a, b) -> pool.run(new Bound(f, a, b));
            case Action f -> (Action) () -> pool.run(new Bound(f));
            case Callable<?> f -> (Call<@Nullable Object>) () -> pool.run(new Bound(f));
            case Runnable f -> (Action) () -> pool.run(new Bound(f));
            case Collection<?> functions -> {
                List<@Nullable Object> remote = new ArrayList<>();
                functions.forEach(element -> remote.add(remote(pool, element)));
                yield remote;
            }
            default -> function;
        };
    }
}
