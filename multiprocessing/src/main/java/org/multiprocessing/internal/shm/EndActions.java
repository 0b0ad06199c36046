package org.multiprocessing.internal.shm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done when this JVM ends, one after the other: what was added last is done first; the session's folder goes last. */
public final class EndActions {
    private final @Nullable Path ownFolder;
    private final List<Runnable> actions = new ArrayList<>();
    private boolean begun;

    /** With the folder to remove at the end, if it is this process that does that. */
    EndActions(@Nullable Path ownFolder) {
        this.ownFolder = ownFolder;
    }

    /** Adds an action, which must be quick and must not throw. */
    public synchronized void add(Runnable action) {
        begin();
        actions.add(action);
    }

    /** Takes an action back. */
    public synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** Makes sure that the end of this JVM is heard of; a child's own hook calls {@link #run}. */
    synchronized void begin() {
        if (!begun && ownFolder != null) {
            begun = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::run, "multiprocessing-end"));
        }
    }

    /** Does all of them. */
    public void run() {
        List<Runnable> all;
        synchronized (this) {
            all = List.copyOf(actions);
        }
        for (int i = all.size() - 1; i >= 0; i--) { // no lambda: every child ends by this
            all.get(i).run();
        }
        if (ownFolder != null) {
            SessionFolder.remove(ownFolder);
        }
    }
}
