package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class as a JVM of its own, as a user does. */
public record Program(int exitCode, List<String> output, String errors) {
    private static final long LIMIT_SECONDS = 120;

    private static final String CACHE = System.getProperty("multiprocessing.cache", "off");

    /** Runs it to its end; a program that does not end in time is killed, and fails the test. */
    public static Program run(String mainClass, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), mainClass, arguments);
    }

    /** Runs a main class, or a source file, with further folders of classes. */
    public static Program run(List<Path> folders, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".out");
        Path errors = Files.createTempFile("program", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dmultiprocessing.cache=" + CACHE,
                    "-cp",
                    classPath(folders),
                    mainClass));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ended)
                    .as("%s ended within %d s; it said %s", mainClass, LIMIT_SECONDS, Files.readString(errors))
                    .isTrue();
            return new Program(process.exitValue(), Files.readAllLines(output), Files.readString(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static String classPath(List<Path> folders) {
        StringBuilder path = new StringBuilder(
                System.getProperty("java.class.path").replace(File.pathSeparator + File.pathSeparator, ""));
        folders.forEach(folder -> path.append(File.pathSeparator).append(folder));
        return path.toString();
    }
}
