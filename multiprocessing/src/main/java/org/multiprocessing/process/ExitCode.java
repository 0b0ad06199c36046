package org.multiprocessing.process;

import java.util.Map;
import java.util.Optional;
import org.multiprocessing.internal.layout.ProcessLayout;

/**
 * Tells a signal from a code. The JDK reports 128+n for both an end by signal n and {@code exit(128+n)}, and a JVM turns
 * SIGTERM into exit 143 and a native crash into SIGABRT; what the child marked in the process table, what was asked of it,
 * and its crash log tell them apart.
 */
final class ExitCode {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    private ExitCode() {}

    /**
     * Returns the code as Python gives it.
     *
     * @param raw what the operating system reported through the JDK
     * @param mark what the child noted in the process table
     * @param request what was asked of the child
     * @param crashSignal the signal that the child's crash log is about, 0 if there is no log
     */
    static int interpret(int raw, int mark, int request, int crashSignal) {
        boolean terminated = (mark & ProcessLayout.MARK_TERMINATED) != 0 || request == ProcessLayout.REQUEST_TERMINATE;
        if (raw == SIGNAL_BASE + SIGTERM && terminated) {
            return -SIGTERM;
        }
        if (raw == SIGNAL_BASE + SIGKILL && request == ProcessLayout.REQUEST_KILL) {
            return -SIGKILL; // even in the middle of an orderly end
        }
        if ((mark & ProcessLayout.MARK_ORDERLY) != 0) {
            return raw;
        }
        if (crashSignal != 0) {
            return -crashSignal; // raw is 134, or 1 without a core dump
        }
        if (raw == 1 && request == ProcessLayout.REQUEST_TERMINATE) {
            return -SIGTERM; // before the JVM could handle signals
        }
        if (raw > SIGNAL_BASE && raw <= SIGNAL_BASE + LAST_SIGNAL && raw != SIGNAL_BASE + SIGTERM) {
            return SIGNAL_BASE - raw;
        }
        return raw;
    }

    /** Returns the name of the signal in an exit code, if one ended the process. */
    static Optional<String> signalName(int exitCode) {
        return exitCode < 0 ? Optional.of(NAMES.getOrDefault(-exitCode, "signal " + -exitCode)) : Optional.empty();
    }
}
