package org.multiprocessing.pool;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.serial.Encoder;

/**
 * The items of one call of {@code map} or {@code imap}: reads the input as the results are taken, bounded ahead, and gives the
 * outcomes in the order of the input or of completion. Used by one thread at a time.
 */
final class Batch implements Items.Sink {
    /** Outcomes in input order that may pile up behind a slow item, if the read-ahead is not given. */
    private static final int MOST_UNTAKEN = 4096;

    private static final int LARGEST_SUBMIT = 1024;

    /** Reading ahead goes on when this part of what may be read is free: single items are not worth a look at the books. */
    private static final int FEED_BY = 4;

    /** Outcomes that are taken without a look whether to read on. */
    private static final int FEED_EVERY = 64;

    private static final long LONGEST_READING_NANOS = 1_000_000;

    private final Dispatcher dispatcher;
    private final Job job;
    private final Input input;
    private final ArgumentReader reader;
    private final boolean ordered;
    private final Waiting waiting = new Waiting();
    private final Helper helper;
    private final Encoder encoder;
    private final ArrayDeque<Row> inOrder = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Row> completed = new ConcurrentLinkedQueue<>();
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

    /** Returns whether there is input, and room for so many items that reading them is worth the way. */
    private boolean canFeed() {
        return !inputEnded && room() >= Math.max(1, Math.min(capacity() / FEED_BY, LARGEST_SUBMIT));
    }

    private void feed() {
        if (!canFeed()) {
            return;
        }
        boolean helped = input.isLazy() && helper.isEntered();
        if (helped) {
            helper.leave(); // an item may come only when others have ended
        }
        ItemsReader row = readRow((int) Math.min(room(), LARGEST_SUBMIT));
        if (helped) {
            helper.enter();
        }
        if (row.size() > 0) {
            submit(row);
        }
    }

    private ItemsReader readRow(int most) {
        ItemsReader row = new ItemsReader(job, encoder, reader, submitted);
        long began = System.nanoTime();
        while (row.size() < most && !row.isFull() && !isSlow(row, began)) {
            try {
                if (!input.hasNext()) {
                    inputEnded = true;
                    break;
                }
                row.add(input.next());
            } catch (RuntimeException
                    | Error e) { // the caller's own iterator: it gets its error after what came before
                inputFailure = e;
                inputEnded = true;
                break;
            }
        }
        return row;
    }

    /** What comes slowly is not held back until there is more. */
    private static boolean isSlow(ItemsReader row, long began) {
        boolean looks = row.size() > 0 && (row.size() < 8 || row.size() % 16 == 0);
        return looks && System.nanoTime() - began > LONGEST_READING_NANOS;
    }

    /** Returns how many more items may be read now. */
    private long room() {
        if (job.options().readAhead() > 0) {
            return capacity() - (submitted - taken);
        }
        return Math.min(capacity() - (submitted - done.get() - waitingItems.get()), MOST_UNTAKEN - (submitted - taken));
    }

    /** Returns how many items may be read ahead. */
    private long capacity() {
        int readAhead = job.options().readAhead();
        return readAhead > 0 ? readAhead : Math.min((2L * job.window() + 1) * dispatcher.size(), MOST_UNTAKEN);
    }

    private void submit(ItemsReader row) {
        Items items = row.toItems(this);
        submitted += items.size();
        if (ordered) {
            inOrder.add(new Row(items, 0, items.size()));
        }
        List<Chunk> chunks = row.refuse(items);
        if (chunks.isEmpty()) {
            return;
        }
        try {
            dispatcher.submit(chunks);
        } catch (RejectedExecutionException e) {
            inputEnded = true;
            Outcome<?> why = e.getCause() instanceof TaskException broken
                    ? new Outcome.Failure<>(broken)
                    : new Outcome.Cancelled<>();
            chunks.forEach(chunk -> chunk.finishAll(why));
        }
    }

    // ---- output

    @Override
    public void waits(boolean waits) {
        waitingItems.addAndGet(waits ? 1 : -1);
        waiting.signal();
    }

    /** Here and not in {@link #ended}: of two threads that have polled, the later one may be the first to tell. */
    @Override
    public void line(Items items, int from, int to) {
        if (!ordered) {
            completed.add(new Row(items, from, to));
        }
    }

    @Override
    public void ended(Items items, int from, int to) {
        if (progress != null) {
            progress.done(to - from, items.failures(from, to));
        }
        done.addAndGet(to - from);
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
        Row row = ordered ? inOrder.element() : completed.element();
        int i = row.next++;
        taken++;
        boolean last = row.next == row.to;
        if (last) {
            (ordered ? inOrder : completed).remove();
        }
        if (last || taken % FEED_EVERY == 0) {
            feed();
        }
        if (isEnded()) {
            close();
        }
        return row.items.takeOutcome(i);
    }

    /** A worker must not run dry because the caller waits for another one's result. */
    private boolean canGoOn() {
        return canTake() || isEnded() || canFeed();
    }

    private boolean canTake() {
        Row head = ordered ? inOrder.peek() : completed.peek();
        // an end is seen before it is told: the last one must have been, or the progress would miss it
        return head != null && done.get() > taken && head.items.isEnded(head.next);
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
        dispatcher.withdraw(job).forEach(chunk -> chunk.finishAll(new Outcome.Cancelled<>()));
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

    /** Items whose outcomes are taken one after the other. */
    private static final class Row {
        private final Items items;
        private final int to;
        private int next;

        Row(Items items, int from, int to) {
            this.items = items;
            this.next = from;
            this.to = to;
        }
    }
}
