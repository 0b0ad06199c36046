package org.multiprocessing.internal.child;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.FrozenProgram;

/** A child whose JVM was started by the executable of its program, and so begins in the program's own main. */
public final class FrozenChild {
    private static final int ARGUMENTS = 4;

    private FrozenChild() {}

    /** Notes that the program asks; in a child, does what that is for, ends the JVM, and does not return. */
    public static void runIfIsOne(String... arguments) {
        FrozenProgram.support();
        if (arguments.length == ARGUMENTS && arguments[0].equals(FrozenProgram.CHILD)) {
            run(Arrays.copyOfRange(arguments, 1, ARGUMENTS));
        }
    }

    /** Ends as a JVM does whose main is ours: with 1 if it threw, and not before all threads that are no daemons. */
    private static void run(String... arguments) {
        int exitCode = 0;
        try {
            ChildMain.main(arguments);
        } catch (Throwable e) { // any: the user's target threw it
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
            exitCode = 1;
        }
        for (Thread other = anyOther(); other != null; other = anyOther()) {
            try {
                other.join();
            } catch (InterruptedException e) {
                break; // somebody wants this thread to end, and it has nothing else to do
            }
        }
        System.exit(exitCode);
    }

    private static @Nullable Thread anyOther() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.isDaemon() && !thread.equals(Thread.currentThread())) {
                return thread;
            }
        }
        return null;
    }
}
