package org.multiprocessing.manager;

import java.lang.System.Logger.Level;
import org.multiprocessing.internal.log.Log;

/** Notes what went wrong at the end of something, when nothing depends on it any more. */
final class Quietly {
    private Quietly() {}

    static void note(String what, Throwable e) {
        try {
            Log.log(Level.DEBUG, what, e);
        } catch (IllegalStateException logging) {
            // this JVM ends, and its loggers have gone before
        }
    }
}
