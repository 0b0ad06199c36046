package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.WrappedFunction;
import org.multiprocessing.manager.Bound.Kind;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/**
 * A function of whatever kind, as the threads of a {@link PoolFront} run it: each call is a task of the pool in the server.
 *
 * @param pool the pool in the server
 * @param wrapped the function
 */
@SuppressWarnings("NullAway") // the result of a task may be null, whatever its type says
record Errand(PoolService pool, Object wrapped)
        implements WrappedFunction,
                Call<@Nullable Object>,
                Call1<@Nullable Object, @Nullable Object>,
                Call2<@Nullable Object, @Nullable Object, @Nullable Object>,
                Call3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>,
                Action,
                Action1<@Nullable Object>,
                Action2<@Nullable Object, @Nullable Object> {
    @Override
    public boolean relays() {
        return true;
    }

    private @Nullable Object run(Kind kind, @Nullable Object... arguments) throws Exception {
        return pool.run(Bound.of(kind, wrapped, arguments));
    }

    @Override
    public @Nullable Object call() throws Exception {
        return run(Kind.CALL);
    }

    @Override
    public @Nullable Object call(@Nullable Object a) throws Exception {
        return run(Kind.CALL1, a);
    }

    @Override
    public @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
        return run(Kind.CALL2, a, b);
    }

    @Override
    public @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c) throws Exception {
        return run(Kind.CALL3, a, b, c);
    }

    @Override
    public void execute() throws Exception {
        run(Kind.ACTION);
    }

    @Override
    public void execute(@Nullable Object a) throws Exception {
        run(Kind.ACTION1, a);
    }

    @Override
    public void execute(@Nullable Object a, @Nullable Object b) throws Exception {
        run(Kind.ACTION2, a, b);
    }

    /** Returns an argument of a pool's method as the front gets it: a function or a collection of functions as errands. */
    static @Nullable Object of(PoolService pool, Class<?> type, @Nullable Object argument) {
        if (argument == null) {
            return null;
        }
        return switch (type.getSimpleName()) {
            case "Call", "Callable", "Action", "Runnable", "Call1", "Call2", "Call3", "Action1", "Action2" ->
                new Errand(pool, argument);
            case "Collection" -> {
                List<@Nullable Object> errands = new ArrayList<>();
                ((Collection<?>) argument)
                        .forEach(element -> errands.add(element == null ? null : new Errand(pool, element)));
                yield errands;
            }
            default -> argument;
        };
    }
}
