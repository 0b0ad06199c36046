package org.multiprocessing.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.serial.DecodeException;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.shm.FrameReader;

/**
 * Notes the ends of tasks that workers have sent, with the dispatcher's lock held. What is to be done about them outside of the
 * lock is done for consecutive items at once.
 */
final class Answers {
    private final Decoder decoder = new Decoder(ProgramClasses.loader());
    private final boolean fromThreads;
    private final Chronicle chronicle;
    private final Retries retries;
    private @Nullable Items items;
    private int from;
    private int to;
    private int lined;
    private long nanos;

    /** With whether the workers are threads of this JVM. */
    Answers(boolean fromThreads, Chronicle chronicle, Retries retries) {
        this.fromThreads = fromThreads;
        this.chronicle = chronicle;
        this.retries = retries;
    }

    /** Notes what the frame says that the worker's reader is at. {@link #flush} has to follow. */
    void note(WorkerHandle worker, List<Dispatcher.Finished> finished) {
        FrameReader frame = worker.reader();
        Chunk chunk = worker.awaiting(ResultFrame.sequenceOf(frame));
        if (chunk == null) {
            discard(frame);
            return;
        }
        Items of = chunk.items();
        int i = chunk.from();
        byte kind = ResultFrame.kindOf(frame);
        long took = ResultFrame.isTimed(frame) ? ResultFrame.nanosOf(frame) : 0;
        boolean toRetry = kind != Wire.RESULT && !of.isEnded(i) && retries.looksAt(of.job());
        ResultFrame copy = toRetry ? ResultFrame.of(frame) : null;
        Object end = copy == null ? endOf(of, i, kind, worker) : null; // may lack memory: before anything changes
        chronicle.answered(worker, of, i, kind, took);
        if (copy != null) {
            finished.add(retries.afterAnswer(worker.outstanding().takeHead(), copy, worker));
            return;
        }
        worker.outstanding().advance();
        if (end != null && of.end(i, end)) {
            add(of, i, took, finished);
        } else {
            discard(frame);
        }
    }

    /** What a thread has handed over is held until it is taken, which nobody else will do. */
    private void discard(FrameReader frame) {
        if (fromThreads) {
            ResultFrame.of(frame).discard();
        }
    }

    private Object endOf(Items of, int i, byte kind, WorkerHandle worker) {
        FrameReader frame = worker.reader();
        try {
            if (kind == Wire.RESULT
                    && (ResultFrame.value(frame, decoder).isAtScalar() || (fromThreads && !of.isEnded(i)))) {
                Object value = decoder.read();
                return fromThreads ? Outcomes.success(value) : Items.scalar(value);
            }
            return new Answer(ResultFrame.of(frame), of, i, worker);
        } catch (DecodeException e) {
            return new Answer(ResultFrame.of(frame), of, i, worker);
        } catch (OutOfMemoryError e) { // about a result that is too large for this program: its task ends all the same
            TaskInfo info = new TaskInfo(
                    worker.process().pid(),
                    worker.process().name(),
                    of.index(i),
                    of.job().name());
            String why = "there is no memory here for its " + frame.length() + " bytes";
            return new Outcome.Failure<>(new ResultNotSerializable(info, why, "", e));
        }
    }

    @SuppressWarnings("ReferenceEquality") // are they these very items?
    private void add(Items of, int i, long took, List<Dispatcher.Finished> finished) {
        if (of != items || i != to) {
            flush(finished);
            items = of;
            from = i;
            lined = i;
        }
        to = i + 1;
        nanos += took;
    }

    /** Adds what is to be done about the ends noted since. */
    void flush(List<Dispatcher.Finished> finished) {
        Items noted = items;
        if (noted == null) {
            return;
        }
        int first = from;
        int end = to;
        noted.job().measured(nanos, end - first);
        if (lined < end) { // else memory was short for what follows
            noted.line(lined, end);
            lined = end;
        }
        finished.add(() -> noted.tell(first, end));
        items = null;
        nanos = 0;
    }

    /** An answer that is decoded when somebody asks for it. */
    private record Answer(ResultFrame frame, Items items, int i, WorkerHandle worker) implements Items.End {
        @Override
        public Outcome<?> outcome() {
            return frame.outcome(items, i, worker);
        }

        @Override
        public boolean isFailure() {
            return frame.kind() != Wire.RESULT;
        }
    }
}
