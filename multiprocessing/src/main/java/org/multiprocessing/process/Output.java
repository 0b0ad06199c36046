package org.multiprocessing.process;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where a child's standard output or standard error goes. Text is cut into lines in the parent; a line of the child is
 * never mixed with another one, except with {@link Inherit}.
 */
public sealed interface Output {
    /**
     * To the parent's stream, which is the default. Standard output is the same descriptor where possible; where the
     * parent has replaced its {@code System.out}, whole lines are printed to that.
     */
    record Inherit() implements Output {}

    /** Nowhere. The last lines of standard error are still kept for the report of the child's end. */
    record Discard() implements Output {}

    /**
     * Appended to a file.
     *
     * @param file the file, which is created if there is none
     */
    record ToFile(Path file) implements Output {}

    /**
     * To the parent's stream, each line behind a prefix.
     *
     * @param prefix what stands before each line
     */
    record Tagged(String prefix) implements Output {}

    /**
     * To a function in the parent, line by line, on a thread of the library.
     *
     * @param consumer gets each line without its end
     */
    record Lines(Consumer<String> consumer) implements Output {}
}
