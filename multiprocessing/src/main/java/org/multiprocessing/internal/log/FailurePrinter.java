package org.multiprocessing.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Prints what a target threw under the name of its process, in one piece, as Python does. */
public final class FailurePrinter implements Thread.UncaughtExceptionHandler {
    private final String processName;

    public FailurePrinter(String processName) {
        this.processName = processName;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println("Process " + processName + ":");
        failure.printStackTrace(writer);
        writer.flush();
        System.err.print(text);
        System.err.flush();
    }
}
