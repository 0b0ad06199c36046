package org.multiprocessing.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.shm.Session;

/** The process that started this one, as this one sees it: it can be waited for, and no more. */
final class ParentProcess implements OtherProcess {
    private final Process described;
    private final long pid;
    private @Nullable CompletableFuture<@Nullable ExitReport> ended;

    ParentProcess(Process described, long pid) {
        this.described = described;
        this.pid = pid;
    }

    @Override
    public synchronized CompletableFuture<@Nullable ExitReport> ended() {
        CompletableFuture<@Nullable ExitReport> known = ended;
        if (known == null) { // one for all who ask: the session would keep each
            known = Session.current().parentDeath().thenApply(_ -> null);
            ended = known;
        }
        return known;
    }

    @Override
    public void terminate() {
        throw notOurs("terminate");
    }

    @Override
    public void kill() {
        throw notOurs("kill");
    }

    @Override
    public void interrupt() {
        throw notOurs("interrupt");
    }

    private IllegalStateException notOurs(String what) {
        return new IllegalStateException("process " + described.name()
                + " is the parent of this one; only the program that started a process may " + what + " it");
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid);
    }
}
