package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.context;
import static org.multiprocessing.Multiprocessing.logToStderr;
import static org.multiprocessing.Multiprocessing.logger;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.replaceStartMethod;
import static org.multiprocessing.Multiprocessing.setStartMethod;
import static org.multiprocessing.Multiprocessing.startMethod;

import java.lang.System.Logger.Level;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** Programs for tests of what a program can set once, chosen by the first argument: the start method, and the log. */
final class StartMethodProgram {
    private StartMethodProgram() {}

    public static void main(String... arguments) throws Exception {
        switch (arguments[0]) {
            case "set" -> {
                say(startMethod());
                setStartMethod(StartMethod.SPAWN);
                say(startMethod());
                set(StartMethod.THREADS);
                say(startMethod());
                replaceStartMethod(StartMethod.FORK);
                say(startMethod());
                set(StartMethod.THREADS);
            }
            case "used" -> {
                context(StartMethod.THREADS).process(Jobs::nothing).start().join();
                process(Jobs::nothing); // described only
                startMethod();
                setStartMethod(StartMethod.SPAWN);
                say("free until used");
                replaceStartMethod(StartMethod.FORKSERVER);
            }
            case "started" -> {
                process(Jobs::nothing).start().join();
                set(StartMethod.SPAWN);
            }
            case "child" -> {
                setStartMethod(StartMethod.valueOf(arguments[1]));
                run(process(StartMethodProgram::tellBoth));
                run(context(StartMethod.valueOf(arguments[2])).process(StartMethodProgram::tellBoth));
            }
            case "log" -> {
                if (!arguments[1].equals("DEFAULT")) {
                    logToStderr(Level.valueOf(arguments[1]));
                }
                run(process(StartMethodProgram::logOne));
                logOne();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void say(Object what) {
        System.out.println(what);
    }

    private static void set(StartMethod method) {
        try {
            setStartMethod(method);
            say("set");
        } catch (IllegalStateException e) {
            say("refused: " + e.getMessage());
        }
    }

    private static void run(Process process) throws InterruptedException {
        process.start().join();
        if (process.exitCode().orElse(99) != 0) {
            throw new IllegalStateException(process.exitReport().toString());
        }
    }

    private static void tellBoth() throws InterruptedException {
        say(startMethod());
        run(process(StartMethodProgram::tellOne));
    }

    private static void tellOne() {
        say("below " + startMethod());
    }

    private static void logOne() {
        logger().log(Level.DEBUG, "said at debug");
        logger().log(Level.INFO, "said at info");
        logger().log(Level.WARNING, "said at warning");
        if (logger().isLoggable(Level.ERROR)) {
            logger().log(Level.ERROR, "said at error", new IllegalStateException("the cause"));
        }
    }
}
