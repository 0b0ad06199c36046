package org.multiprocessing.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The start and the end of a process. */
@SuppressWarnings("unused") // the recorder reads the fields
final class ProcessEvents {
    private ProcessEvents() {}

    @Name("org.multiprocessing.ProcessStart")
    @Label("Process Start")
    @Category("Multiprocessing")
    @StackTrace(false)
    private static final class Start extends Event {
        @Label("Process")
        @Nullable
        String process;

        @Label("Process Id")
        long pid;

        @Label("Start Method")
        @Nullable
        String method;
    }

    @Name("org.multiprocessing.ProcessExit")
    @Label("Process Exit")
    @Category("Multiprocessing")
    @StackTrace(false)
    private static final class Exit extends Event {
        @Label("Process")
        @Nullable
        String process;

        @Label("Process Id")
        long pid;

        @Label("Exit Code")
        @Description("Minus the signal's number if a signal ended it")
        int exitCode;

        @Label("Signal")
        @Nullable
        String signal;

        @Label("Age")
        @Timespan
        long age;
    }

    static void started(String name, long pid, String method) {
        Start event = new Start();
        event.process = name;
        event.pid = pid;
        event.method = method;
        event.commit();
    }

    static void ended(String name, long pid, int exitCode, @Nullable String signal, long age) {
        Exit event = new Exit();
        event.process = name;
        event.pid = pid;
        event.exitCode = exitCode;
        event.signal = signal;
        event.age = age;
        event.commit();
    }
}
