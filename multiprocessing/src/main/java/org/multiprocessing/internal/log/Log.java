package org.multiprocessing.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The library's log: the system logger {@code org.multiprocessing}, or standard error once {@link #toStderr} was called, each
 * line then with the name of the process, in the form that Python uses.
 */
public final class Log {
    /** Means that the log does not go to standard error; no level's severity, {@link Level#OFF} has one too. */
    public static final int OFF = Integer.MAX_VALUE - 1;

    private static final String NAME = "org.multiprocessing";

    private static volatile int threshold = OFF;
    private static volatile boolean interest;
    private static volatile String processName = "MainProcess";

    private Log() {}

    /** Returns the least severity that goes to standard error, or {@link #OFF}; for the children, who get the same. */
    public static int threshold() {
        return threshold;
    }

    /** Sends what is of this severity or above to standard error, and nothing to the system logger any more. */
    public static void toStderr(int severity) {
        threshold = severity;
    }

    /** Names the process in whose log this is. */
    public static void setProcessName(String name) {
        processName = name;
    }

    /** Says that the program uses the log itself; it then gets what is not worth loading the JDK's loggers for, some 40 ms. */
    public static void noteInterest() {
        interest = true;
    }

    /** Logs a step in the life of a process: information for who reads standard error, detail for the system logger. */
    public static void life(String message) {
        if (threshold != OFF) {
            log(Level.INFO, message);
        } else if (interest) {
            log(Level.DEBUG, message);
        }
    }

    public static void log(Level level, String message) {
        log(level, message, null);
    }

    /** Logs a message, and the stack of its cause if there is one. */
    public static void log(Level level, String message, @Nullable Throwable cause) {
        if (threshold == OFF) {
            System.getLogger(NAME).log(level, message, cause);
        } else if (isLoggable(level)) {
            StringWriter text = new StringWriter();
            text.append("[").append(level.getName()).append("/").append(processName);
            text.append("] ").append(message).append(System.lineSeparator());
            if (cause != null) {
                cause.printStackTrace(new PrintWriter(text, true));
            }
            System.err.print(text); // in one piece, or lines of several processes would mix
            System.err.flush();
        }
    }

    /** Returns whether a message of this level would be seen. */
    public static boolean isLoggable(Level level) {
        int least = threshold;
        if (least == OFF) {
            return System.getLogger(NAME).isLoggable(level);
        }
        return level.getSeverity() >= least && level != Level.OFF;
    }
}
