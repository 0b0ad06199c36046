package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.context;
import static org.multiprocessing.Multiprocessing.cpuCount;
import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.parentProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** What children do in the tests of {@link ProcessMessageContract} and {@link ProcessFamilyContract}. */
final class Talks {
    private Talks() {}

    /** Waits for ever, and tells of the interrupt that ends that. */
    static void waitForInterrupt(Mark started, Mark interrupted) throws Exception {
        started.set();
        try {
            Jobs.forEver();
        } catch (InterruptedException e) {
            interrupted.set("flag " + Thread.currentThread().isInterrupted());
        }
    }

    /** Computes until its flag is set. */
    static void computeUntilInterrupt(Mark started, Mark interrupted) throws Exception {
        started.set();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        Thread.interrupted(); // or the file could not be written
        interrupted.set();
    }

    /** Runs for ever, with actions for its end, of which the second fails in one way and the third in another. */
    static void withActions(Mark started, Tally tally) throws Exception {
        Process self = currentProcess();
        self.onTerminate(() -> add(tally, "first"));
        self.onTerminate(() -> {
            throw new IllegalStateException("the second fails");
        });
        self.onTerminate(() -> {
            throw new AssertionError("the third fails");
        });
        self.onTerminate(() -> add(tally, "last in " + currentProcess().name()));
        Jobs.markAndWait(started);
    }

    static void withActionsToEnd(Tally tally) {
        currentProcess().onTerminate(() -> add(tally, "never"));
    }

    private static void add(Tally tally, String line) {
        try {
            tally.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells what it knows of itself and its family; then a child of its own does, and so on. */
    static void tellFamily(StartMethod method, Tally tally, int levels) throws Exception {
        Process parent = parentProcess().orElseThrow();
        String line = currentProcess().name() + " " + currentProcess().pid() + " " + parent.name() + " " + parent.pid()
                + " " + parent.isAlive() + " " + cpuCount() + " "
                + activeChildren().size();
        if (levels > 0) {
            Process child = context(method).process(Talks::tellFamily, method, tally, levels - 1);
            child.start();
            boolean known = activeChildren().equals(java.util.List.of(child));
            child.join();
            line += " " + known + " " + activeChildren().size();
        }
        tally.add(line);
    }

    /** Tells the default names of children that it only describes. */
    static void tellNames(StartMethod method, Mark mark) throws Exception {
        String first = context(method).process(Jobs::nothing).name();
        String second = context(method).process(Jobs::nothing).name();
        mark.set(first + " " + second + " " + new Greeter(method, mark, "").name());
    }

    /** Tells whether its children are daemons, and how starting one went. */
    static void tellDaemon(StartMethod method, Mark mark) throws Exception {
        Process child = context(method).process(Jobs::nothing);
        boolean inherited = child.isDaemon();
        boolean said =
                context(method).process(Jobs::nothing, o -> o.withDaemon(false)).isDaemon();
        String outcome;
        try {
            child.start().join();
            outcome = "started";
        } catch (IllegalStateException e) {
            outcome = e.getMessage();
        }
        mark.set(currentProcess().isDaemon() + " " + inherited + " " + said + " " + outcome);
    }

    /** For a task of a pool: has a process of its own, which is a daemon's child and none itself. */
    static String startFromTask(StartMethod method, Mark mark) throws Exception {
        Process child = context(method).process(Jobs::tellSelf, mark).start();
        child.join();
        return child.isDaemon() + " " + child.exitCode().orElse(-1);
    }
}
