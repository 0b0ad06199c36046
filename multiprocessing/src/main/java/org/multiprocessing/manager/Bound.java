package org.multiprocessing.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.WrappedFunction;
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
 * @param kind how it is called: a function that has travelled may be of all kinds at once
 * @param wrapped the function
 * @param arguments as many as it has
 */
@SuppressWarnings("NullAway") // the result of a task may be null, whatever its type says
record Bound(Kind kind, Object wrapped, List<@Nullable Object> arguments)
        implements Call<@Nullable Object>, WrappedFunction {
    enum Kind {
        CALL,
        CALL1,
        CALL2,
        CALL3,
        ACTION,
        ACTION1,
        ACTION2
    }

    static Bound of(Kind kind, Object function, @Nullable Object... arguments) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object argument : arguments) {
            list.add(argument);
        }
        return new Bound(kind, function, list);
    }

    @Override
    public @Nullable Object call() throws Exception {
        switch (kind) {
            case CALL -> {
                return ((Callable<?>) wrapped).call();
            }
            case CALL1, CALL2, CALL3 -> {
                return callWithArguments();
            }
            case ACTION -> {
                if (wrapped instanceof Action action) {
                    action.execute();
                } else {
                    ((Runnable) wrapped).run();
                }
            }
            case ACTION1 -> Bulk.<Action1<@Nullable Object>>cast(wrapped).execute(arguments.get(0));
            case ACTION2 ->
                Bulk.<Action2<@Nullable Object, @Nullable Object>>cast(wrapped)
                        .execute(arguments.get(0), arguments.get(1));
        }
        return null;
    }

    private @Nullable Object callWithArguments() throws Exception {
        Object a = arguments.get(0);
        return switch (arguments.size()) {
            case 1 ->
                Bulk.<Call1<@Nullable Object, @Nullable Object>>cast(wrapped).call(a);
            case 2 ->
                Bulk.<Call2<@Nullable Object, @Nullable Object, @Nullable Object>>cast(wrapped)
                        .call(a, arguments.get(1));
            default ->
                Bulk.<Call3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>>cast(wrapped)
                        .call(a, arguments.get(1), arguments.get(2));
        };
    }
}
