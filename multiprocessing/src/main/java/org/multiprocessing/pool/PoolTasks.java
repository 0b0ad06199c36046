package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.Pledges;
import org.multiprocessing.internal.serial.Stationary;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.Action1;
import org.multiprocessing.serial.Action2;
import org.multiprocessing.serial.Args2;
import org.multiprocessing.serial.Args3;
import org.multiprocessing.serial.Call;
import org.multiprocessing.serial.Call1;
import org.multiprocessing.serial.Call2;
import org.multiprocessing.serial.Call3;
import org.multiprocessing.serial.NotShareableException;

/** A pool under certain task options. */
class PoolTasks implements Tasks, Stationary {
    private static final Object[] NO_ARGUMENTS = {};

    private final Dispatcher dispatcher;
    private final TaskOptionsImpl options;
    private final Executor callbacks;

    PoolTasks(Dispatcher dispatcher, TaskOptionsImpl options, Executor callbacks) {
        this.dispatcher = dispatcher;
        this.options = options;
        this.callbacks = callbacks;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public String whyItStays() {
        return "is a pool, whose workers are children of this process. Give the tasks from here, or make a pool inside the "
                + "task that needs one";
    }

    Executor callbacks() {
        return callbacks;
    }

    // ---- one task

    @Override
    public <R extends @Nullable Object> R apply(Call<R> task) throws InterruptedException {
        return run(Shape.CALL, task, NO_ARGUMENTS);
    }

    @Override
    public void apply(Action task) throws InterruptedException {
        run(Shape.ACTION, task, NO_ARGUMENTS);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> R apply(Call1<? super A, ? extends R> f, A a)
            throws InterruptedException {
        return run(Shape.CALL1, f, a);
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> R apply(
            Call2<? super A, ? super B, ? extends R> f, A a, B b) throws InterruptedException {
        return run(Shape.CALL2, f, a, b);
    }

    @Override
    public <R extends @Nullable Object> AsyncResult<R> applyAsync(Call<R> task) {
        return start(Shape.CALL, task, NO_ARGUMENTS);
    }

    @Override
    public AsyncResult<@Nullable Void> applyAsync(Action task) {
        return start(Shape.ACTION, task, NO_ARGUMENTS);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            Call1<? super A, ? extends R> f, A a) {
        return start(Shape.CALL1, f, a);
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<R> applyAsync(Call2<? super A, ? super B, ? extends R> f, A a, B b) {
        return start(Shape.CALL2, f, a, b);
    }

    /** Sends a single task on its way. */
    <R extends @Nullable Object> AsyncTask<R> start(byte shape, Object function, @Nullable Object... arguments) {
        Job job = dispatcher.newJob(true, shape, Objects.requireNonNull(function, "the function is null"), options);
        AsyncTask<R> task = new AsyncTask<>(callbacks, dispatcher);
        Items.Encoded encoded = encode(dispatcher.newEncoder(), job, arguments);
        Items item = new Items(
                job,
                -1,
                new @Nullable Object[][] {arguments},
                encoded,
                (ended, _, _) -> task.finish(() -> Outcomes.cast(ended.outcome(0))));
        task.setCanceller(mayKill -> dispatcher.cancel(item, mayKill));
        try {
            dispatcher.submit(List.of(new Chunk(item, 0, 1)));
        } catch (RejectedExecutionException e) {
            encoded.withdraw(0, 1);
            job.end();
            throw e;
        }
        return task;
    }

    private static Items.Encoded encode(Encoder encoder, Job job, @Nullable Object... arguments) {
        boolean done = false;
        try {
            for (Object argument : arguments) {
                encoder.write(argument);
            }
            done = true;
        } catch (NotShareableException e) {
            throw notSerializable(job, arguments, String.valueOf(e.getMessage()), e.path(), e);
        } catch (VirtualMachineError e) {
            throw e; // about this program, not about the task
        } catch (Exception | Error e) { // a getter or writeObject of the user's
            throw notSerializable(job, arguments, Failures.summary(e), "", e);
        } finally {
            if (!done) {
                encoder.pledges().withdraw();
                job.end();
            }
        }
        return new Items.Encoded(
                encoder.toByteArray(), new int[] {0, encoder.length()}, new Pledges[] {encoder.takePledges()});
    }

    private static TaskNotSerializable notSerializable(
            Job job, @Nullable Object[] arguments, String why, String path, Throwable cause) {
        TaskInfo info = new TaskInfo(-1, "", -1, Items.task(job, arguments));
        return new TaskNotSerializable(info, why, path, cause);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the function's result type is R
    private <R extends @Nullable Object> R run(byte shape, Object function, @Nullable Object... arguments)
            throws InterruptedException {
        AsyncTask<R> task;
        Helper helper = new Helper(dispatcher);
        helper.enter();
        try {
            task = start(shape, function, arguments);
            helper.pollUntil(task::isDone, Long.MAX_VALUE);
        } finally {
            helper.leave();
        }
        try {
            return valueOf(task.outcome());
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }

    // ---- many tasks

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) throws InterruptedException {
        return collect(whole(Shape.CALL1, f, Input.of(items), PoolTasks::one));
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
            Call1<? super T, ? extends R> f, Stream<? extends T> items) throws InterruptedException {
        return collect(whole(Shape.CALL1, f, Input.of(items), PoolTasks::one));
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> mapOutcomes(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) throws InterruptedException {
        return MapTask.collect(whole(Shape.CALL1, f, Input.of(items), PoolTasks::one), options.failFast());
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Results<Outcome<R>> imapOutcomes(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) {
        return new BatchResults<>(lazy(f, Input.of(items), false), Outcomes::cast);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) {
        return collectLater(whole(Shape.CALL1, f, Input.of(items), PoolTasks::one));
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            Call1<? super T, ? extends R> f, Stream<? extends T> items) {
        return collectLater(whole(Shape.CALL1, f, Input.of(items), PoolTasks::one));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
            Call2<? super A, ? super B, ? extends R> f, Iterable<Args2<A, B>> items) throws InterruptedException {
        return collect(whole(Shape.CALL2, f, Input.of(items), PoolTasks::two));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
            Call2<? super A, ? super B, ? extends R> f, Iterable<? extends A> as, Iterable<? extends B> bs)
            throws InterruptedException {
        return collect(whole(Shape.CALL2, f, Input.ofPairs(as, bs), PoolTasks::two));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            List<R> starmap(Call3<? super A, ? super B, ? super C, ? extends R> f, Iterable<Args3<A, B, C>> items)
                    throws InterruptedException {
        return collect(whole(Shape.CALL3, f, Input.of(items), PoolTasks::three));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<List<R>> starmapAsync(Call2<? super A, ? super B, ? extends R> f, Iterable<Args2<A, B>> items) {
        return collectLater(whole(Shape.CALL2, f, Input.of(items), PoolTasks::two));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<List<R>> starmapAsync(
                    Call3<? super A, ? super B, ? super C, ? extends R> f, Iterable<Args3<A, B, C>> items) {
        return collectLater(whole(Shape.CALL3, f, Input.of(items), PoolTasks::three));
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) {
        return new BatchResults<>(lazy(f, Input.of(items), true), PoolTasks::valueOf);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
            Call1<? super T, ? extends R> f, Stream<? extends T> items) {
        return new BatchResults<>(lazy(f, Input.of(items), true), PoolTasks::valueOf);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
            Call1<? super T, ? extends R> f, Iterable<? extends T> items) {
        return new BatchResults<>(lazy(f, Input.of(items), false), PoolTasks::valueOf);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
            Call1<? super T, ? extends R> f, Stream<? extends T> items) {
        return new BatchResults<>(lazy(f, Input.of(items), false), PoolTasks::valueOf);
    }

    @Override
    public <T extends @Nullable Object> void forEach(Action1<? super T> f, Iterable<? extends T> items)
            throws InterruptedException {
        collect(whole(Shape.ACTION1, f, Input.of(items), PoolTasks::one));
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object> void forEach(
            Action2<? super A, ? super B> f, Iterable<Args2<A, B>> items) throws InterruptedException {
        collect(whole(Shape.ACTION2, f, Input.of(items), PoolTasks::two));
    }

    /** A batch all of whose results are taken without delay. */
    private Batch whole(byte shape, Object function, Input input, Batch.ArgumentReader reader) {
        return begun(shape, function, input, reader, true, Batch::beginWhole);
    }

    private Batch lazy(Object function, Input input, boolean ordered) {
        return begun(Shape.CALL1, function, input, PoolTasks::one, ordered, Batch::begin);
    }

    private Batch begun(
            byte shape,
            Object function,
            Input input,
            Batch.ArgumentReader reader,
            boolean ordered,
            UnaryOperator<Batch> begin) {
        Job job = null;
        try {
            job = dispatcher.newJob(false, shape, Objects.requireNonNull(function, "the function is null"), options);
            Batch batch = new Batch(dispatcher, job, input, reader, ordered);
            ProgressReport report = progress(job);
            if (report != null) {
                batch.reportTo(report);
            }
            return begin.apply(batch);
        } catch (RuntimeException | Error e) { // refused: nobody else will have done with the input
            if (job != null) {
                job.end();
            }
            input.close();
            throw e;
        }
    }

    @SuppressWarnings("ReferenceEquality") // is it this very listener?
    private @Nullable ProgressReport progress(Job job) {
        Consumer<? super Progress> listener = options.progress();
        if (listener == null) {
            return null;
        }
        return listener == ProgressBar.WANTED
                ? ProgressBar.report(job.name())
                : new ProgressReport(listener, callbacks);
    }

    private <R extends @Nullable Object> List<R> collect(Batch batch) throws InterruptedException {
        List<R> values = new ArrayList<>();
        Outcome<R> bad = MapTask.collect(batch, options.failFast(), values);
        if (bad != null) {
            valueOf(bad); // throws
        }
        return values;
    }

    private <R extends @Nullable Object> AsyncResult<List<R>> collectLater(Batch batch) {
        return new MapTask<R>(batch, options.failFast(), callbacks).start();
    }

    private static @Nullable Object[] one(@Nullable Object element) {
        return new Object[] {element};
    }

    private static @Nullable Object[] two(@Nullable Object element) {
        Args2<?, ?> pair = (Args2<?, ?>) Objects.requireNonNull(element, "an item is null; make it with args(a, b)");
        return new Object[] {pair.first(), pair.second()};
    }

    private static @Nullable Object[] three(@Nullable Object element) {
        Args3<?, ?, ?> triple =
                (Args3<?, ?, ?>) Objects.requireNonNull(element, "an item is null; make it with args(a, b, c)");
        return new Object[] {triple.first(), triple.second(), triple.third()};
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the function's result type is R
    private static <R extends @Nullable Object> R valueOf(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Success<?>(var value) -> (R) value;
            case Outcome.Failure<?>(var why) -> throw Outcomes.thrownHere(why);
            case Outcome.Cancelled<?> _ -> throw new CancellationException("the task was cancelled");
        };
    }
}
