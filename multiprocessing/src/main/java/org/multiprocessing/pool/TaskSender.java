package org.multiprocessing.pool;

import java.util.HashSet;
import java.util.Set;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.shm.FrameWriter;

/** Writes what a worker is to do into its ring, in the form that {@link Wire} says. Never blocks: what does not fit is kept. */
final class TaskSender {
    private final FrameWriter writer;
    private final Encoder encoder = new Encoder();
    private final Set<Integer> knownJobs = new HashSet<>();

    TaskSender(FrameWriter writer) {
        this.writer = writer;
    }

    /** Returns whether something is kept here that did not fit. */
    boolean hasBacklog() {
        return writer.hasBacklog();
    }

    void flush() {
        writer.flush();
    }

    /** Sends items, the first of which has a number. */
    void give(Chunk chunk, long sequence) {
        Job job = chunk.job();
        if (job.isSingle()) {
            begin(Wire.SINGLE);
            encoder.writeLong(sequence);
            encoder.writeRaw(job.definition(), 0, job.definition().length);
        } else {
            define(job);
            begin(Wire.CHUNK);
            encoder.writeInt(job.id());
            encoder.writeLong(sequence);
            encoder.writeInt(chunk.size());
        }
        Items.Encoded encoded = chunk.items().encoded();
        int begin = encoded.begin(chunk.from());
        encoder.writeRaw(encoded.bytes(), begin, encoded.begin(chunk.to()) - begin);
        send();
    }

    private void define(Job job) {
        if (!knownJobs.contains(job.id())) {
            begin(Wire.FUNCTION);
            encoder.writeInt(job.id());
            encoder.writeRaw(job.definition(), 0, job.definition().length);
            send();
            knownJobs.add(job.id());
        }
    }

    /** Says that no item of the job will follow, if the worker has had one. */
    void forget(Job job) {
        if (knownJobs.remove(job.id())) {
            begin(Wire.FORGET);
            encoder.writeInt(job.id());
            send();
        }
    }

    /** Says that nothing will follow. */
    void end() {
        begin(Wire.END);
        send();
    }

    private void begin(byte kind) {
        encoder.reset();
        encoder.writeByte(kind);
    }

    private void send() {
        writer.send(encoder.array(), encoder.length());
    }
}
