package org.multiprocessing.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.shm.Session;

/**
 * The live children of this JVM, and what happens to them when it ends: returning from {@code main} waits for those that
 * are no daemons, since a thread that is none waits with them; any other end terminates them, and kills what is left after
 * two seconds.
 */
final class Children {
    private static final long GRACE_MILLIS = 2_000;
    private static final Set<Started> LIVE = new LinkedHashSet<>();
    private static boolean endAdded;
    private static boolean ending;
    private static @Nullable Thread keeper;

    private Children() {}

    static void add(Started child) {
        synchronized (LIVE) {
            if (!endAdded && child instanceof Child) {
                endAdded = true;
                Session.current().endActions().add(Children::endAll);
            }
            LIVE.add(child);
            if (!child.isDaemon() && child instanceof Child && keeper == null) {
                keeper = Thread.ofPlatform()
                        .daemon(false)
                        .name("multiprocessing-keeper")
                        .start(Children::keepAlive);
            }
        }
    }

    static void remove(Started child) {
        synchronized (LIVE) {
            LIVE.remove(child);
            LIVE.notifyAll();
        }
    }

    /** Returns the children of the running process, which may be a thread among others of this JVM. */
    @SuppressWarnings("ReferenceEquality") // is it this very process?
    static List<Process> active() {
        Process self = CurrentProcess.get();
        synchronized (LIVE) {
            return LIVE.stream()
                    .filter(child -> child.starter() == self && !child.ended().isDone())
                    .map(Started::described)
                    .toList();
        }
    }

    /** Called before a start: while this JVM ends, a new child would be missed by the ending. */
    static void checkNotEnding() {
        synchronized (LIVE) {
            if (ending) {
                throw new IllegalStateException("this program is ending; it can start no process any more");
            }
        }
    }

    private static void keepAlive() {
        synchronized (LIVE) {
            while (LIVE.stream().anyMatch(child -> !child.isDaemon() && child instanceof Child)) {
                try {
                    LIVE.wait();
                } catch (InterruptedException e) {
                    break; // nobody has a reference to this thread but a debugger
                }
            }
            keeper = null;
        }
    }

    /** Returns whether it is the terminal's Ctrl-C that ends this JVM: the JDK then ends it from a thread of this name. */
    private static boolean isInterrupted() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("SIGINT handler")) {
                return true;
            }
        }
        return false;
    }

    private static void endAll() {
        List<Child> live = new ArrayList<>();
        synchronized (LIVE) {
            ending = true;
            for (Started started : LIVE) {
                if (started instanceof Child child) { // threads end with this JVM
                    live.add(child);
                }
            }
        }
        if (!live.isEmpty() && isInterrupted()) {
            System.err.println("interrupted: ending " + live.size() + (live.size() == 1 ? " process" : " processes"));
        }
        live.forEach(Child::terminate);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        try {
            for (Child child : live) {
                if (!child.awaitGone(deadline - System.nanoTime())) {
                    child.kill();
                }
            }
        } catch (InterruptedException e) {
            live.forEach(Child::kill);
        }
    }
}
