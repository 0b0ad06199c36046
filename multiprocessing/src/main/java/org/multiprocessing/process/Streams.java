package org.multiprocessing.process;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.FrozenProgram;
import org.multiprocessing.internal.launch.LaunchSpec;

/** The standard output and standard error of one child: where they go, and what carries them there. */
final class Streams {
    private static final long LONGEST_WAIT_MILLIS = 200;

    private final @Nullable LinePump output;
    private final LinePump error;

    private Streams(@Nullable LinePump output, LinePump error) {
        this.output = output;
        this.error = error;
    }

    /** Where the child's JVM is to send standard output itself, or a pipe if the parent must carry it. */
    static ProcessBuilder.Redirect outputRedirect(Output output) {
        return switch (output) {
            case Output.Inherit _ when !OriginalStreams.isOutputReplaced() -> ProcessBuilder.Redirect.INHERIT;
            case Output.Discard _ -> ProcessBuilder.Redirect.DISCARD;
            case Output.ToFile(var file) -> ProcessBuilder.Redirect.appendTo(file.toFile());
            default -> ProcessBuilder.Redirect.PIPE;
        };
    }

    /** Standard error always comes through the parent, which keeps the last lines for the report of the child's end. */
    static ProcessBuilder.Redirect errorRedirect() {
        return ProcessBuilder.Redirect.PIPE;
    }

    static Streams start(String name, java.lang.Process process, ProcessOptionsImpl options, LaunchSpec spec) {
        LinePump output = spec.output().equals(ProcessBuilder.Redirect.PIPE)
                ? LinePump.start(name + "-out", process.getInputStream(), place(options.output(), () -> System.out))
                : null;
        LinePump error = LinePump.start(
                name + "-err",
                process.getErrorStream(),
                place(options.error(), () -> System.err),
                spec.isFrozen() ? FrozenProgram::isNoise : line -> false);
        return new Streams(output, error);
    }

    private static Consumer<String> place(Output output, Supplier<PrintStream> parents) {
        return switch (output) {
            case Output.Inherit _ -> line -> parents.get().println(line);
            case Output.Tagged(var prefix) -> line -> parents.get().println(prefix + line);
            case Output.Lines(var consumer) -> consumer;
            case Output.ToFile(var file) -> new FileAppender(file);
            case Output.Discard _ -> line -> {};
        };
    }

    /** Waits a moment for what the ended child wrote last. */
    void awaitEnd() throws InterruptedException {
        error.awaitEnd(LONGEST_WAIT_MILLIS);
        if (output != null) {
            output.awaitEnd(LONGEST_WAIT_MILLIS);
        }
    }

    LinePump error() {
        return error;
    }
}
