package org.multiprocessing.pool;

import java.util.List;
import org.multiprocessing.pool.Dispatcher.Finished;

/**
 * Decides what a failure means for an item: another try, now or later, or its end. Guarded by the dispatcher's lock, except where
 * said.
 *
 * <pre>
 * worker died, time limit ------------------------------+
 * failed, by the worker's answer --&gt; put off, looked at +--&gt; given back | put off for its wait | finished
 * </pre>
 */
final class Retries {
    private final Dispatcher dispatcher;
    private final Books books;

    Retries(Dispatcher dispatcher, Books books) {
        this.dispatcher = dispatcher;
        this.books = books;
    }

    /**
     * Returns whether somebody has to look at failures that workers answer with, before it is known what they mean. The death of a
     * worker of another pool is such an answer.
     */
    boolean looksAt(Job job) {
        RetryPolicy policy = job.options().retries();
        return policy.looksAtAnswers() || (policy.times() > 0 && job.relays());
    }

    /**
     * A worker's answer is a failure that somebody has to look at. A policy may ask for the class of an exception, which has to be
     * decoded: that runs code of the user's, so not in here, and not on the thread that polls.
     */
    Finished afterAnswer(Chunk item, ResultFrame frame, WorkerHandle worker) {
        books.putOff().untilDecided(item);
        return () -> lookAt(item, frame, worker);
    }

    /** Without the lock. */
    private void lookAt(Chunk item, ResultFrame frame, WorkerHandle worker) {
        Runnable look = () -> dispatcher.judge(item, failure(item, frame, worker));
        try {
            Thread.ofVirtual().name("multiprocessing-retry").start(look);
        } catch (OutOfMemoryError e) { // no memory for a thread: every task ends all the same
            look.run();
        }
    }

    private static TaskException failure(Chunk item, ResultFrame frame, WorkerHandle worker) {
        TaskInfo info = new TaskInfo(
                worker.process().pid(), worker.process().name(), -1, item.job().name());
        try {
            if (frame.outcome(item.items(), item.from(), worker) instanceof Outcome.Failure<?>(var why)) {
                return why;
            }
            return new ResultNotSerializable(info, "the failure arrived as something else", "", null);
        } catch (Throwable e) { // whatever code of the user's does while it is decoded: the task ends
            return new ResultNotSerializable(info, Failures.summary(e), "", e);
        }
    }

    /** What a failure means for its item, which nobody has any more. */
    Finished afterFailure(Chunk item, TaskException why) {
        RetryPolicy policy = item.job().options().retries();
        item.addFailure(why);
        int tries = item.failures().size();
        if (tries > policy.times()
                || !policy.isFor(why)
                || item.isFirstEnded()
                || item.job().hasEnded()) {
            TaskException last = last(item.failures());
            return () -> item.finish(new Outcome.Failure<>(last));
        }
        long wait = policy.waitNanos(tries);
        if (wait > 0) {
            books.putOff().until(System.nanoTime() + wait, item);
        } else {
            books.giveBack(List.of(item));
        }
        return () -> {};
    }

    private static TaskException last(List<TaskException> failures) {
        TaskException last = failures.getLast();
        List<WorkerDied> deaths = failures.stream()
                .filter(WorkerDied.class::isInstance)
                .map(WorkerDied.class::cast)
                .toList();
        boolean poison = last instanceof WorkerDied && deaths.size() > 1;
        TaskException why = poison ? new PoisonTask(last.info(), deaths) : last;
        for (TaskException earlier : failures.subList(0, failures.size() - 1)) {
            if (!poison || !(earlier instanceof WorkerDied)) {
                why.addSuppressed(earlier);
            }
        }
        return why;
    }
}
