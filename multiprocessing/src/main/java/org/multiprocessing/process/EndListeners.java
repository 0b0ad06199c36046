package org.multiprocessing.process;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.multiprocessing.internal.shm.ReadySources;

/**
 * Who waits for the end of one process together with other things. Not a dependent of the future for each: it would keep them
 * all, cancelled or not, until the process ends.
 */
final class EndListeners {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<?> ended;

    EndListeners(CompletableFuture<?> ended) {
        this.ended = ended;
        var _ = ended.thenRun(() -> listeners.forEach(Runnable::run));
    }

    /** Has {@code wake} run at the end, at once if that has come; returns what takes this back. */
    private Runnable add(Runnable wake) {
        listeners.add(wake);
        if (ended.isDone()) {
            wake.run(); // the end may have come between
        }
        return () -> listeners.remove(wake);
    }

    /** How {@code awaitAny} hears of ends; a class and no lambda, as it stands on the way of every child. */
    static final class Source implements ReadySources.ReadySource {
        @Override
        public Runnable whenReady(Object process, Runnable wake) {
            return ((Process) process).endListeners().add(wake);
        }
    }
}
