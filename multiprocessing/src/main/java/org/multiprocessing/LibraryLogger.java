package org.multiprocessing;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.log.Log;

/** The library's log as the JDK's interface. */
final class LibraryLogger implements System.Logger {
    static final System.Logger INSTANCE = new LibraryLogger();

    private LibraryLogger() {}

    @Override
    public String getName() {
        return "org.multiprocessing";
    }

    @Override
    public boolean isLoggable(Level level) {
        return Log.isLoggable(level);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable cause) {
        Log.log(level, String.valueOf(message), cause);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        String text = String.valueOf(format);
        Log.log(level, parameters == null || parameters.length == 0 ? text : MessageFormat.format(text, parameters));
    }
}
