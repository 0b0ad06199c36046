package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.serial.NotShareableException;

/**
 * The items of one call of {@code map} or {@code imap}: reads the input as the results are taken, bounded ahead, and gives the
 * outcomes in the order of the input or of completion. Used by one thread at a time.
 */
final class Batch implements WorkItem.Sink {
    /** Outcomes in input order that may pile up behind a slow item, if the read-ahead is not given. */
    private static final int MOST_UNTAKEN = 4096;

    private static final int LARGEST_SUBMIT = 256;

    private final Dispatcher dispatcher;
    private final Job job;
    private final Input input;
    private final ArgumentReader reader;
    private final boolean ordered;
    private final Waiting waiting = new Waiting();
    private final Helper helper;
    private final Encoder encoder;
    private final ArrayDeque<WorkItem> inOrder = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<WorkItem> completed = new ConcurrentLinkedQueue<>();
    private final AtomicLong done = new AtomicLong();

    /** Items that wait for their next try: others are read meanwhile. */
    private final AtomicLong waitingItems = new AtomicLong();

    private @Nullable ProgressReport progress;
    private @Nullable Throwable inputFailure;
    private boolean inputEnded;
    private boolean whole;
    private boolean closed;
    private long submitted;
    private long taken;

    /** Takes an input element apart into the arguments of one call. */
    interface ArgumentReader {
        @Nullable
        Object[] arguments(@Nullable Object element);
    }

    Batch(Dispatcher dispatcher, Job job, Input input, ArgumentReader reader, boolean ordered) {
        this.dispatcher = dispatcher;
        this.job = job;
        this.input = input;
        this.reader = reader;
        this.ordered = ordered;
        this.encoder = dispatcher.newEncoder();
        this.helper = new Helper(dispatcher);
    }

    /** From now on the progress hears of each end, and of the end of all. */
    void reportTo(ProgressReport report) {
        progress = report;
        input.reportTo(report);
    }

    /** Reads the first items and sends them, so that work begins before the first result is asked for. */
    Batch begin() {
        dispatcher.check(job);
        feed();
        return this;
    }

    /** As {@link #begin}, for a batch whose results are all taken without delay: a shutdown of the pool waits for its end. */
    Batch beginWhole() {
        dispatcher.open(job);
        whole = true;
        return this;
    }

    // ---- input

    private void feed() {
        if (inputEnded) {
            return;
        }
        List<WorkItem> items = new ArrayList<>();
        long room = room();
        while (room-- > 0 && items.size() < LARGEST_SUBMIT) {
            Object element;
            @Nullable Object[] arguments;
            try {
                if (!input.hasNext()) {
                    inputEnded = true;
                    break;
                }
                element = input.next();
                arguments = reader.arguments(element);
            } catch (RuntimeException
                    | Error e) { // the caller's own iterator: it gets its error after what came before
                inputFailure = e;
                inputEnded = true;
                break;
            }
            WorkItem item = item(arguments);
            if (ordered) {
                inOrder.add(item);
            }
            if (!item.isDone()) {
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            submit(items);
        }
    }

    private long room() {
        int readAhead = job.options().readAhead();
        if (readAhead > 0) {
            return readAhead - (submitted - taken);
        }
        long onTheWay = (long) (2 * job.window() + 1) * dispatcher.size();
        return Math.min(onTheWay - (submitted - done.get() - waitingItems.get()), MOST_UNTAKEN - (submitted - taken));
    }

    private WorkItem item(@Nullable Object[] arguments) {
        encoder.reset();
        long index = submitted++;
        try {
            for (Object argument : arguments) {
                encoder.write(argument);
            }
            return new WorkItem(job, index, arguments, encoder, this);
        } catch (NotShareableException e) {
            return notSerializable(index, arguments, String.valueOf(e.getMessage()), e.path(), e);
        } catch (VirtualMachineError e) {
            throw e; // about this program, not about the item
        } catch (Exception | Error e) { // a getter or writeObject of the user's
            return notSerializable(index, arguments, Failures.summary(e), "", e);
        }
    }

    private WorkItem notSerializable(
            long index, @Nullable Object[] arguments, String why, String path, Throwable cause) {
        encoder.pledges().withdraw(); // of the arguments before the one that failed
        WorkItem item = new WorkItem(job, index, arguments, new Encoder(), this);
        item.finish(new Outcome.Failure<>(new TaskNotSerializable(item.info(-1, ""), why, path, cause)));
        return item;
    }

    private void submit(List<WorkItem> items) {
        try {
            dispatcher.submit(items);
        } catch (RejectedExecutionException e) {
            inputEnded = true;
            if (e.getCause() instanceof TaskException why) {
                items.forEach(item -> item.finish(new Outcome.Failure<>(why)));
            } else {
                items.forEach(item -> item.finish(new Outcome.Cancelled<>()));
            }
        }
    }

    // ---- output

    @Override
    public void waits(boolean waits) {
        waitingItems.addAndGet(waits ? 1 : -1);
        waiting.signal();
    }

    @Override
    public void done(WorkItem item) {
        if (progress != null) {
            progress.done(item.hasFailed());
        }
        if (!ordered) {
            completed.add(item);
        }
        done.incrementAndGet();
        waiting.signal();
    }

    /**
     * Waits for the next outcome and takes it.
     *
     * @return null at the end, or when the deadline has passed; {@link #isEnded} tells
     */
    @Nullable
    Outcome<?> next(long deadline) throws InterruptedException {
        helper.enter();
        try {
            return take(deadline);
        } finally {
            if (!whole) {
                helper.leave(); // who takes outcomes one by one may be away for long
            }
        }
    }

    private @Nullable Outcome<?> take(long deadline) throws InterruptedException {
        while (!canTake()) {
            feed();
            if (isEnded() || !waiting.await(this::canGoOn, helper, deadline)) {
                return null;
            }
        }
        WorkItem item = ordered ? inOrder.remove() : completed.remove();
        taken++;
        feed();
        if (isEnded()) {
            close();
        }
        return item.outcome();
    }

    /** A worker must not run dry because the caller waits for another one's result. */
    private boolean canGoOn() {
        return canTake() || isEnded() || (!inputEnded && room() > 0);
    }

    private boolean canTake() {
        if (!ordered) {
            return !completed.isEmpty();
        }
        WorkItem head = inOrder.peek();
        return head != null && head.isDone();
    }

    boolean isEnded() {
        return inputEnded && taken == submitted;
    }

    /** Returns what reading the input threw, null if nothing. */
    @Nullable
    Throwable inputFailure() {
        return inputFailure;
    }

    /** Stops reading the input and cancels what no worker has. */
    void cancel() {
        inputEnded = true;
        dispatcher.withdraw(job).forEach(item -> item.finish(new Outcome.Cancelled<>()));
        close();
    }

    /** Lets the workers forget the function; once no item follows. */
    void close() {
        helper.leave();
        if (!closed) {
            closed = true;
            dispatcher.close(job);
            if (progress != null) {
                progress.end();
            }
            input.close();
        }
    }
}
