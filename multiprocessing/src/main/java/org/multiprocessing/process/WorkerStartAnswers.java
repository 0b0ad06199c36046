package org.multiprocessing.process;

import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.WorkerStarts;
import org.multiprocessing.internal.serial.Encoder;

/** Tells a pool how its workers will be started. */
final class WorkerStartAnswers implements WorkerStarts.Answers {
    @Override
    public boolean isThread(Object processOptions) {
        return method((ProcessOptionsImpl) processOptions) == StartMethod.THREADS;
    }

    @Override
    public byte @Nullable [] snapshot(Object processOptions, @Nullable Object target) {
        ProcessOptionsImpl options = (ProcessOptionsImpl) processOptions;
        if (method(options) != StartMethod.FORK) {
            return null;
        }
        Encoder encoder = new Encoder();
        Snapshot.of(target, options.inherited()).write(encoder);
        return encoder.toByteArray();
    }

    private static StartMethod method(ProcessOptionsImpl options) {
        return options.startMethod() != null ? options.startMethod() : StartMethod.standard();
    }
}
