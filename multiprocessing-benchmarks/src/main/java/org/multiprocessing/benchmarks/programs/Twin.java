package org.multiprocessing.benchmarks.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second JVM like this one, for bare programs that need two. It sleeps until it is told to take part in a sample, for what waits for its
 * turn must not keep a processor; it ends with its input.
 */
final class Twin {
    private final Writer input;

    private Twin(Writer input) {
        this.input = input;
    }

    /** What the second JVM does in a sample. */
    @FunctionalInterface
    interface Part {
        void play();
    }

    /** Starts a program with this JVM's options and class path. */
    static Twin start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Twin(process.outputWriter(StandardCharsets.UTF_8));
    }

    /** Has it play its part once. */
    void play() throws IOException {
        input.write("\n");
        input.flush();
    }

    /** The second JVM's side. */
    static void obey(Part part) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            part.play();
        }
    }
}
