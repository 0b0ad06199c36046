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
    private @Nullable Items items;
    private int from;
    private int to;
    private long nanos;

    /** With whether the workers are threads of this JVM. */
    Answers(boolean fromThreads) {
        this.fromThreads = fromThreads;
    }

    /** Notes what the frame says that the worker's reader is at. {@link #flush} has to follow. */
    @SuppressWarnings("ReferenceEquality") // are they these very items?
    void note(WorkerHandle worker, List<Dispatcher.Finished> finished) {
        FrameReader frame = worker.reader();
        Chunk chunk = worker.awaiting(ResultFrame.sequenceOf(frame));
        boolean ended = chunk != null && end(chunk.items(), chunk.from(), worker);
        if (fromThreads && !ended) {
            ResultFrame.of(frame).discard();
        }
        if (chunk == null) {
            return;
        }
        int i = chunk.from();
        worker.advance();
        if (ended && (chunk.items() != items || to != i)) {
            flush(finished);
            items = chunk.items();
            from = i;
        }
        if (ended) {
            to = i + 1;
            nanos += ResultFrame.isTimed(frame) ? ResultFrame.nanosOf(frame) : 0;
        }
    }

    private boolean end(Items ofChunk, int i, WorkerHandle worker) {
        FrameReader frame = worker.reader();
        if (ResultFrame.kindOf(frame) == Wire.RESULT
                && ResultFrame.value(frame, decoder).isAtScalar()) {
            try {
                return ofChunk.succeed(i, decoder.read());
            } catch (DecodeException e) {
                throw new IllegalStateException(
                        "the ring of " + worker.process().name() + " is corrupt", e);
            }
        }
        ResultFrame copy = ResultFrame.of(frame);
        Items.End end = () -> copy.outcome(ofChunk, i, worker);
        return ofChunk.end(i, end);
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
        finished.add(() -> noted.tell(first, end));
        items = null;
        nanos = 0;
    }
}
