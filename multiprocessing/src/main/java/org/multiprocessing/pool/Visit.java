package org.multiprocessing.pool;

import java.util.List;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.shm.FrameReader;
import org.multiprocessing.pool.Dispatcher.Finished;

/** A visit to all workers: takes what they have sent, and tends those that have ended or whose time is over. With the lock held. */
final class Visit {
    private final String title;
    private final Books books;
    private final Staff staff;
    private final Answers answers;
    private final LifeLimits lifeLimits;

    Visit(String title, Books books, Staff staff, Answers answers, LifeLimits lifeLimits) {
        this.title = title;
        this.books = books;
        this.staff = staff;
        this.answers = answers;
        this.lifeLimits = lifeLimits;
    }

    /** With whether workers may be started, and whether the pool is to go on if some have died. */
    void all(List<Finished> finished, boolean mayStartWorkers, boolean poolGoesOn) {
        for (WorkerHandle worker : books.workers()) {
            read(worker, finished);
        }
        if (mayStartWorkers && staff.broken() == null) {
            staff.refillIfDue(finished);
        }
        for (WorkerHandle worker : staff.dead()) {
            read(worker, finished);
            staff.bury(worker, finished, poolGoesOn && staff.broken() == null);
        }
        TaskException stuck = lifeLimits.stuckInitializer(books.workers());
        if (stuck != null) {
            staff.breakDown(stuck, finished);
        }
        lifeLimits.retireIdle(books.workers());
        lifeLimits.enforceEnds(books.workers(), finished);
    }

    private void read(WorkerHandle worker, List<Finished> finished) {
        try {
            if (readAll(worker, finished)) {
                worker.noteAnswers();
            }
        } catch (OutOfMemoryError | IllegalStateException e) { // an answer larger than the heap, or a torn one
            worker.deafen();
            worker.dismiss();
            finished.add(() -> Log.log(
                    System.Logger.Level.ERROR,
                    "worker " + worker.process().name() + " is killed: its answer cannot be read",
                    e));
        } finally {
            answers.flush(finished);
        }
    }

    /** Returns whether there was something to read. */
    private boolean readAll(WorkerHandle worker, List<Finished> finished) {
        FrameReader reader = worker.reader();
        boolean any = false;
        while (worker.isHeard() && reader.next()) {
            any = true;
            switch (ResultFrame.kindOf(reader)) {
                case Wire.READY -> {
                    worker.markReady();
                    staff.deaths().noteReady();
                    finished.add(() -> {});
                }
                case Wire.BROKEN -> staff.breakDown(ResultFrame.of(reader).initializerFailure(worker, title), finished);
                case Wire.LARGE -> staff.recycle(worker, ResultFrame.of(reader).bytes(), finished);
                case Wire.UNTIDY -> {
                    ResultFrame frame = ResultFrame.of(reader);
                    finished.add(() -> logUntidyEnd(worker, frame));
                }
                case Wire.SKIPPED -> {
                    // All of them: what the pool saw begun when it took them back, the worker may have been skipping
                    // already.
                    if (worker.awaiting(ResultFrame.sequenceOf(reader)) != null) {
                        books.giveBack(worker.outstanding().takeThrough(ResultFrame.lastSkippedOf(reader)));
                    }
                    finished.add(() -> {}); // it has room for another one now
                }
                default -> {
                    staff.deaths().noteFruit();
                    answers.note(worker, finished);
                }
            }
        }
        return any;
    }

    private void logUntidyEnd(WorkerHandle worker, ResultFrame frame) {
        Log.log(
                System.Logger.Level.WARNING,
                "the finalizer of " + title + " failed in worker "
                        + worker.process().name() + ": " + frame.finalizerFailure());
    }
}
