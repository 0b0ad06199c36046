package org.multiprocessing.internal.serial;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Action3;
import org.multiprocessing.serial.Action4;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;

/**
 * A decoded function: calls the method behind a lambda by reflection.
 *
 * <p>A real lambda would have to be made with method handles, which a fresh JVM must first start up. Once a function has
 * proved hot it becomes a real lambda after all, so that the JIT compiler can inline it.
 *
 * <p>It implements all our interfaces, which differ in name or arity of the method; callers use the one that was sent.
 */
@SuppressWarnings("NullAway") // arguments and results are nullable; it does not see that in type arguments
final class ReflectiveFunction
        implements Action,
                Call<@Nullable Object>,
                Action1<@Nullable Object>,
                Action2<@Nullable Object, @Nullable Object>,
                Action3<@Nullable Object, @Nullable Object, @Nullable Object>,
                Action4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>,
                Call1<@Nullable Object, @Nullable Object>,
                Call2<@Nullable Object, @Nullable Object, @Nullable Object>,
                Call3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    /** Calls of one function object that make it hot, if its target is. */
    private static final int HOT_CALLS = 16;

    private final transient FunctionTarget target;

    /** Filled after construction, while it is decoded, since what a function captures may refer to the function. */
    private final transient @Nullable Object[] captures;

    // racy on purpose: a lost count or a second lambda does no harm
    private transient @Nullable Object lambda;
    private transient int calls;

    ReflectiveFunction(FunctionTarget target, @Nullable Object[] captures) {
        this.target = target;
        this.captures = captures;
    }

    @Override
    public void execute() throws Exception {
        Object known = lambda();
        if (known instanceof Action action) {
            action.execute();
        } else {
            invoke(NO_ARGUMENTS);
        }
    }

    @Override
    public @Nullable Object call() throws Exception {
        Object known = lambda();
        return known instanceof Call<?> call ? call.call() : invoke(NO_ARGUMENTS);
    }

    @Override
    @SuppressWarnings("unchecked") // here and below: the types of the arguments are the caller's business
    public void execute(@Nullable Object a) throws Exception {
        Object known = lambda();
        if (known instanceof Action1<?> action) {
            ((Action1<@Nullable Object>) action).execute(a);
        } else {
            invoke(new @Nullable Object[] {a});
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void execute(@Nullable Object a, @Nullable Object b) throws Exception {
        Object known = lambda();
        if (known instanceof Action2<?, ?> action) {
            ((Action2<@Nullable Object, @Nullable Object>) action).execute(a, b);
        } else {
            invoke(new @Nullable Object[] {a, b});
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void execute(@Nullable Object a, @Nullable Object b, @Nullable Object c) throws Exception {
        Object known = lambda();
        if (known instanceof Action3<?, ?, ?> action) {
            ((Action3<@Nullable Object, @Nullable Object, @Nullable Object>) action).execute(a, b, c);
        } else {
            invoke(new @Nullable Object[] {a, b, c});
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void execute(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d)
            throws Exception {
        Object known = lambda();
        if (known instanceof Action4<?, ?, ?, ?> action) {
            ((Action4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) action)
                    .execute(a, b, c, d);
        } else {
            invoke(new @Nullable Object[] {a, b, c, d});
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object call(@Nullable Object a) throws Exception {
        Object known = lambda();
        return known instanceof Call1<?, ?> call
                ? ((Call1<@Nullable Object, @Nullable Object>) call).call(a)
                : invoke(new @Nullable Object[] {a});
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object call(@Nullable Object a, @Nullable Object b) throws Exception {
        Object known = lambda();
        return known instanceof Call2<?, ?, ?> call
                ? ((Call2<@Nullable Object, @Nullable Object, @Nullable Object>) call).call(a, b)
                : invoke(new @Nullable Object[] {a, b});
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c) throws Exception {
        Object known = lambda();
        return known instanceof Call3<?, ?, ?, ?> call
                ? ((Call3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) call).call(a, b, c)
                : invoke(new @Nullable Object[] {a, b, c});
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        return target.invoke(captures, arguments);
    }

    /** Returns the real lambda if there is to be one from now on. */
    private @Nullable Object lambda() {
        Object known = lambda;
        if (known == null && target.wantsLambda() && (!target.isReflective() || ++calls > HOT_CALLS)) {
            known = target.newLambda(captures);
            lambda = known;
        }
        return known;
    }

    FunctionShape shape() {
        return target.shape();
    }

    /** The shape and the captures, as {@link FunctionForm} sends them on. */
    @Nullable
    Object[] parts() {
        @Nullable Object[] parts = new @Nullable Object[captures.length + 1];
        parts[0] = target.shape();
        System.arraycopy(captures, 0, parts, 1, captures.length);
        return parts;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw Refusal.ofFunctionInStream(this);
    }

    @Override
    public String toString() {
        return target.shape().toString();
    }
}
