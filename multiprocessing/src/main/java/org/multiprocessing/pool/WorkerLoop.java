package org.multiprocessing.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.classes.ProgramClasses;
import org.multiprocessing.internal.layout.WorkerLayout;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.internal.os.Os;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.StaticState;
import org.multiprocessing.internal.shm.Bell;
import org.multiprocessing.internal.shm.CellHandle;
import org.multiprocessing.internal.shm.FrameReader;
import org.multiprocessing.internal.shm.FrameWriter;
import org.multiprocessing.internal.shm.Hosting;
import org.multiprocessing.internal.shm.Session;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.Action;
import org.multiprocessing.serial.NotShareableException;

/**
 * What a worker process does: takes tasks from its ring one after the other, and sends each result back at once. An ordinary
 * process target.
 *
 * @param segmentName the segment shared with the pool
 * @param poolBell where the pool's pump sleeps
 * @param number the worker's place in the pool
 * @param duties what to do around the tasks, or null
 * @param snapshot the static state to begin with, or null
 * @param thread whether this is a thread of the pool's JVM
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record WorkerLoop(
        String segmentName,
        CellHandle poolBell,
        int number,
        @Nullable WorkerDuties duties,
        byte @Nullable [] snapshot,
        boolean thread)
        implements Action {
    @Override
    public void execute() throws Exception {
        if (thread) {
            executeInThread();
            return;
        }
        try {
            Session session = Session.current();
            session.processes().entry(session.slot()).markHost(); // a daemon, but tasks may start processes
            if (snapshot != null) {
                StartMethod.replace(StartMethod.FORK); // by which its own children are started, as in Python
                ClassLoader loader = ProgramClasses.loader();
                StaticState.read(new Decoder(loader).wrap(snapshot, 0, snapshot.length), loader);
            }
            new Run(session, this, Worker.begin(number)).run();
        } catch (Throwable e) { // what tasks throw does not come this far
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0); // threads that tasks have left behind do not hold up the end of the pool
    }

    private void executeInThread() throws Exception {
        Hosting.begin();
        Worker worker = Worker.begin(number);
        try {
            Run run = new Run(Session.current(), this, worker);
            try {
                run.run();
            } finally {
                run.close();
            }
        } finally {
            worker.end();
        }
    }

    private static final class Run {
        private static final byte[] NO_TEXT = {};
        private static final long SPIN_NANOS = 20_000;
        private static final long QUIET_NANOS = 200_000_000;
        private static final long LONGEST_SLEEP_NANOS = 10_000_000_000L;

        private final Os os;
        private final WorkerChannel channel;
        private final Bell poolBell;
        private final @Nullable WorkerDuties duties;
        private final Worker worker;
        private final @Nullable MemoryWatch memoryWatch;
        private final FrameReader frames;
        private final FrameWriter answers;
        private final boolean thread;
        private final Encoder encoder;
        private final Decoder decoder;
        private final Map<Integer, TaskFunction> functions = new HashMap<>();
        private final TaskMonitor monitor;
        private final boolean spins = Runtime.getRuntime().availableProcessors() > 1;
        private boolean preparing;
        private int answerBegin;

        Run(Session session, WorkerLoop loop, Worker worker) {
            this.os = session.os();
            this.thread = loop.thread;
            this.encoder = newEncoder();
            // Before the channel: where the pool has ended already, this throws, and nobody would close what is open.
            this.poolBell = session.slab().bell(loop.poolBell);
            this.channel = loop.thread
                    ? WorkerChannel.openForAWhile(session, loop.segmentName)
                    : WorkerChannel.open(session, loop.segmentName);
            this.duties = loop.duties;
            this.worker = worker;
            this.memoryWatch = duties == null || thread || duties.maxMemoryBytes() == 0
                    ? null
                    : new MemoryWatch(duties.maxMemoryBytes());
            this.frames = new FrameReader(channel.tasks());
            this.answers = new FrameWriter(channel.results());
            this.decoder = new Decoder(ProgramClasses.loader());
            this.monitor = new TaskMonitor(Thread.currentThread(), thread, channel, poolBell);
        }

        private Encoder newEncoder() {
            return thread ? Encoder.giving() : new Encoder();
        }

        /** For a worker that does not take its JVM with it. */
        void close() {
            monitor.stop();
            if (channel.isAbandoned()) { // its results are nobody's, and would be held for ever
                FrameReader unread = new FrameReader(channel.results());
                while (unread.next()) {
                    ResultFrame.of(unread).discard();
                }
            }
            channel.close();
        }

        void run() throws Exception {
            if (!initialize()) {
                return;
            }
            beginAnswer(Wire.READY);
            answer();
            boolean more = true;
            while (more) {
                awaitFrame();
                decoder.wrap(frames.bytes(), frames.offset(), frames.length());
                switch (decoder.readByte()) {
                    case Wire.FUNCTION -> define();
                    case Wire.CHUNK -> runChunk();
                    case Wire.SINGLE -> runSingle();
                    case Wire.FORGET -> functions.remove(decoder.readInt());
                    default -> more = false;
                }
            }
            finish();
        }

        private void lookAtMemory() {
            if (memoryWatch != null && memoryWatch.isExceeded()) {
                beginAnswer(Wire.LARGE);
                encoder.writeLong(memoryWatch.bytes());
                answer();
            }
        }

        private boolean initialize() {
            if (duties == null) {
                return true;
            }
            long began = System.nanoTime();
            channel.beginInitializer(began);
            monitor.begin(WorkerLayout.INITIALIZER, began, duties.initializerNanos(), Long.MAX_VALUE);
            try {
                duties.begin(worker);
                return true;
            } catch (Throwable e) { // any of them ends the pool, which passes it on
                beginAnswer(Wire.BROKEN);
                encoder.writeString(duties.whatFailed(worker));
                Failures.write(encoder, e, newEncoder());
                answer();
                return false;
            } finally {
                monitor.end();
            }
        }

        /** The orderly end: after all tasks, and told to end. */
        private void finish() {
            if (duties == null || duties.finalizer() == null || channel.isAbandoned()) {
                return;
            }
            monitor.begin(WorkerLayout.FINALIZER, System.nanoTime(), duties.finalizerNanos(), Long.MAX_VALUE);
            try {
                duties.end();
            } catch (Throwable e) { // the results are out already: it is told, and harms nothing
                beginAnswer(Wire.UNTIDY);
                encoder.writeString(Failures.summary(e));
                encoder.writeString(Failures.stack(e));
                answer();
            } finally {
                monitor.end();
            }
        }

        private void define() throws IOException {
            int job = decoder.readInt();
            functions.put(job, TaskFunction.undecoded(decoder, frames.bytes(), frames.offset() + frames.length()));
        }

        private void runChunk() throws IOException {
            TaskFunction function = functions.get(decoder.readInt());
            long sequence = decoder.readLong();
            int items = decoder.readInt();
            if (function == null) {
                throw new IOException("tasks of a function that this worker does not know");
            }
            int end = frames.offset() + frames.length();
            boolean more = true;
            for (int i = 0; i < items && more; i++) { // what was taken back was taken back up to the end
                int length = decoder.readInt();
                int next = end - decoder.remaining() + length;
                decoder.wrap(frames.bytes(), next - length, length);
                more = run(function, sequence + i);
                lookAtMemory();
                decoder.wrap(frames.bytes(), next, end - next);
            }
        }

        private void runSingle() throws IOException {
            long sequence = decoder.readLong();
            run(TaskFunction.followedByArguments(decoder), sequence);
            lookAtMemory();
        }

        /** Runs a task, unless it has been taken back; returns whether it has not. */
        private boolean run(TaskFunction function, long sequence) {
            long began = System.nanoTime();
            if (!channel.begin(sequence, began)) {
                beginAnswer(Wire.SKIPPED);
                encoder.writeLong(sequence);
                encoder.writeLong(channel.revokedTo());
                answer();
                return false;
            }
            monitor.begin(sequence, began, function.limitNanos(), function.softLimitNanos());
            try {
                function.prepare(decoder);
                call(function, sequence, began);
            } catch (Throwable e) { // classes of the user's run while decoding: whatever they throw is about this task
                endIfOutOfMemory(sequence, e);
                beginAnswer(Wire.UNREAD);
                encoder.writeLong(sequence);
                encoder.writeString(Failures.summary(e));
            }
            monitor.end();
            try {
                answer();
            } catch (OutOfMemoryError e) { // a result as large as the heap
                endIfOutOfMemory(sequence, e);
            }
            return true;
        }

        /** Runs the task and writes its outcome; does not throw. */
        private void call(TaskFunction function, long sequence, long began) {
            Object result;
            try {
                result = function.call();
            } catch (Throwable e) { // any Throwable is the task's outcome
                endIfOutOfMemory(sequence, e);
                writeFailure(sequence, began, e);
                return;
            }
            writeResult(sequence, began, result);
        }

        private void writeResult(long sequence, long began, @Nullable Object result) {
            writeHead(Wire.RESULT, sequence, began);
            try {
                encoder.write(result);
            } catch (NotShareableException e) {
                writeUnsent(sequence, began, String.valueOf(e.getMessage()), e.path());
            } catch (Throwable e) { // a getter or writeObject of the user's
                endIfOutOfMemory(sequence, e);
                writeUnsent(sequence, began, Failures.summary(e), "");
            }
        }

        private void writeUnsent(long sequence, long began, String why, String path) {
            writeHead(Wire.UNSENT, sequence, began);
            encoder.writeString(why);
            encoder.writeString(path);
        }

        private void writeFailure(long sequence, long began, Throwable failure) {
            writeHead(Wire.FAILED, sequence, began);
            Failures.write(encoder, failure, newEncoder());
        }

        private void writeHead(byte kind, long sequence, long began) {
            beginAnswer(kind);
            encoder.writeLong(sequence);
            encoder.writeLong(System.nanoTime() - began);
        }

        /** Starts a frame; its length comes first, so that it goes out by one write. */
        private void beginAnswer(byte kind) {
            encoder.reset();
            answerBegin = encoder.beginPart();
            encoder.writeByte(kind);
        }

        /** A JVM that ran out of memory may be broken in any of its parts: it says where it was, and ends. */
        private void endIfOutOfMemory(long sequence, Throwable e) {
            if (!thread && Failures.isOutOfMemory(e)) {
                try {
                    channel.leaveStack(sequence, WorkerLayout.REASON_OUT_OF_MEMORY, NO_TEXT);
                    String stack = e + "\n" + TaskStack.text(TaskStack.ofTask(e.getStackTrace()));
                    channel.leaveStack(sequence, WorkerLayout.REASON_OUT_OF_MEMORY, stack.getBytes(UTF_8));
                } finally { // even if there is no memory for the words
                    Runtime.getRuntime().halt(TaskMonitor.OUT_OF_MEMORY_EXIT);
                }
            }
        }

        private void answer() {
            encoder.pledges().goesToParent(); // this worker may be gone when the result is looked at
            encoder.endPart(answerBegin);
            answers.sendCounted(encoder.array(), encoder.length());
            while (!answers.flush()) {
                channel.workerBell().arm();
                if (!answers.flush()) {
                    poolBell.ring();
                    channel.workerBell().sleep(channel.poolCanWake(), LONGEST_SLEEP_NANOS);
                }
                channel.workerBell().disarm();
            }
            poolBell.ring(); // after the last byte: the pool may have looked before it was there
        }

        /** Waits for a whole frame: spins a moment, then sleeps until the pool rings. */
        private void awaitFrame() {
            if (nextFrame()) {
                return;
            }
            long deadline = System.nanoTime() + SPIN_NANOS;
            while (spins && System.nanoTime() < deadline) {
                if (nextFrame()) {
                    return;
                }
                Thread.onSpinWait();
            }
            prepareSleeping();
            while (true) {
                channel.workerBell().arm();
                if (nextFrame()) {
                    channel.workerBell().disarm();
                    return;
                }
                channel.workerBell().sleep(channel.poolCanWake(), LONGEST_SLEEP_NANOS);
                Thread.interrupted(); // a late interrupt of a task that has ended since
            }
        }

        private boolean nextFrame() {
            boolean whole = frames.next();
            if (channel.tasks().takeWriterWaits()) {
                poolBell.ring();
            }
            return whole;
        }

        /** Loads the native side beside the loop, after the first tasks: a program's first result does not compete with it. */
        private void prepareSleeping() {
            if (preparing) {
                return;
            }
            preparing = true;
            if (os.canWake()) {
                announceSleeping(); // in a JVM that has stood by
                return;
            }
            Thread thread = new Thread(this::prepareOs, "multiprocessing-prepare");
            thread.setDaemon(true);
            thread.start();
        }

        private void prepareOs() {
            Delay.pass(QUIET_NANOS);
            os.prepare();
            announceSleeping();
        }

        private void announceSleeping() {
            if (os.canWake()) {
                try {
                    channel.announceWorkerCanWake();
                } catch (IllegalStateException e) {
                    return; // the worker, a thread of this JVM, has ended meanwhile and closed its channel
                }
                poolBell.ring();
            }
        }
    }
}
