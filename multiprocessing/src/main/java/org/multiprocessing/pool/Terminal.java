package org.multiprocessing.pool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells whether standard error is a terminal. The JDK's {@code Console} speaks of the other two streams only. */
final class Terminal {
    private static final int TYPE_BITS = 0xf000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final PrintStream ERR = System.err;

    private Terminal() {}

    /** Returns whether what is written to {@code System.err} now is seen on a terminal that can go back in its line. */
    @SuppressWarnings("ReferenceEquality") // is it this very stream?
    static boolean isStandardError() {
        return System.err == ERR && !"dumb".equals(System.getenv("TERM")) && isTerminal(Path.of("/dev/fd/2"));
    }

    /** A device for characters that is not the null device: that is what a terminal looks like to the file system. */
    @SuppressWarnings("SystemConsoleNull") // it is again on JDK 25, where a stream is redirected
    private static boolean isTerminal(Path descriptor) {
        try {
            int mode = (Integer) Files.getAttribute(descriptor, "unix:mode");
            if ((mode & TYPE_BITS) != CHARACTER_DEVICE) {
                return false;
            }
            Object device = Files.getAttribute(descriptor, "unix:rdev");
            Path nothing = Path.of("/dev/null");
            return !Files.exists(nothing, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getAttribute(nothing, "unix:rdev").equals(device);
        } catch (UnsupportedOperationException | IllegalArgumentException e) { // a system without such files
            return System.console() != null && System.console().isTerminal();
        } catch (IOException e) { // a closed descriptor
            return false;
        }
    }
}
