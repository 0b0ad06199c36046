package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.shm.ProcessEntry;
import org.multiprocessing.internal.shm.Session;

/** A child JVM that was launched into a slot of the process table, where it waits for what it is to do. */
public final class ChildJvm {
    private final Session session;
    private final LaunchSpec spec;
    private final ProcessEntry entry;
    private final Process process;
    private int bodies;
    private boolean gone;
    private boolean reaped;
    private @Nullable Runnable whenGone;
    private boolean released;

    private ChildJvm(Session session, LaunchSpec spec, ProcessEntry entry, Process process) {
        this.session = session;
        this.spec = spec;
        this.entry = entry;
        this.process = process;
    }

    /** Launches a JVM that somebody waits for. */
    public static ChildJvm launch(Session session, LaunchSpec spec) throws IOException {
        return launch(session, spec, false);
    }

    static ChildJvm launch(Session session, LaunchSpec spec, boolean standby) throws IOException {
        ProcessEntry entry = session.processes().claim(session, standby);
        try {
            Process process = Launcher.launch(spec, session.folder(), entry.slot(), entry.generation());
            entry.setPid(process.pid());
            return new ChildJvm(session, spec, entry, process);
        } catch (IOException | RuntimeException | Error e) {
            entry.release();
            throw e;
        }
    }

    /**
     * Says what is done once the operating system has reported the end, in place of what was said before, on a thread of its
     * own: {@code Process.onExit} waits for the common pool, which tasks of the program may block.
     */
    public synchronized void whenGone(Runnable action) {
        boolean first = whenGone == null;
        whenGone = action;
        if (first) {
            reaper(this::reap);
        } else if (reaped) {
            reaper(action);
        }
    }

    private void reaper(Runnable action) {
        Thread.ofPlatform()
                .daemon()
                .name("multiprocessing-reaper-" + process.pid())
                .start(action);
    }

    private void reap() {
        boolean isGone = false;
        while (!isGone) {
            try {
                process.waitFor();
                isGone = true;
            } catch (InterruptedException e) {
                isGone = !process.isAlive(); // nobody has a reference to this thread but a debugger
            }
        }
        Runnable action;
        synchronized (this) {
            reaped = true;
            action = Objects.requireNonNull(whenGone, "set before this thread was started");
        }
        action.run();
    }

    /**
     * Gives the JVM what it is to do next. Not after its end, which a JVM that refuses its arguments may reach before: nobody
     * would delete the file.
     */
    public synchronized void giveBody(byte[] body) throws IOException {
        if (!gone) {
            bodies++;
            Files.write(bodyFile(session, entry, bodies), body);
            entry.announceBodies(bodies);
            entry.bell(session.os()).ring();
        }
    }

    /** Returns the file with the {@code n}th body of the process in a slot. */
    public static Path bodyFile(Session session, ProcessEntry entry, int n) {
        return session.folder().resolve("body-" + entry.slot() + "-" + entry.generation() + "-" + n);
    }

    /** Removes what the JVM has left; once the operating system has reported its end. */
    public synchronized void removeTraces() throws IOException {
        gone = true;
        Traces.remove(session, entry, bodies);
    }

    /** Kills a JVM that is nobody's process; what it has left goes once it is gone. */
    public void dismiss() {
        process.toHandle().destroyForcibly();
        forget();
    }

    /** Has what the JVM has left removed once it is gone, and its slot freed. */
    void forget() {
        whenGone(() -> {
            try {
                release();
            } catch (IOException e) {
                Log.log(System.Logger.Level.DEBUG, "left for the end of the session: traces of a JVM", e);
            }
        });
    }

    /** Removes what the JVM has left and frees its slot, once; after its end, and only if it was nobody's process. */
    synchronized void release() throws IOException {
        if (!released) {
            released = true;
            try {
                removeTraces();
            } finally {
                entry.release();
            }
        }
    }

    public Session session() {
        return session;
    }

    public LaunchSpec spec() {
        return spec;
    }

    public ProcessEntry entry() {
        return entry;
    }

    public Process process() {
        return process;
    }
}
