package org.multiprocessing.conformance.chaos;

import java.io.PrintStream;
import java.util.Locale;
import org.multiprocessing.conformance.support.SessionState;
import org.multiprocessing.conformance.support.ThreadReport;

/** What is printed: a line for each scenario, and all there is to know about a finding. */
final class Report {
    private static final double NANOS = 1e9;

    private final long begin = System.nanoTime();
    private final PrintStream out = System.out;
    private boolean looked;

    /** Prints a line with the time. */
    synchronized void say(String line) {
        out.printf(Locale.ROOT, "%8.1f s  %s%n", (System.nanoTime() - begin) / NANOS, line);
    }

    /** Prints where every thread of the tree is and what the session has, when the first thing is found. */
    synchronized void look() {
        if (!looked) {
            looked = true;
            say("FOUND something; the tree as it is now:");
            out.println(ThreadReport.ofTree());
            out.println(SessionState.describe());
        }
    }

    /** Prints what is wrong. */
    synchronized void print(String command, Throwable finding) {
        look();
        finding.printStackTrace(out);
        say("FOUND, with the seed of: " + command + "\n" + finding);
        out.flush();
    }
}
