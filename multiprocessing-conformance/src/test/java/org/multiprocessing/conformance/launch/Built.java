package org.multiprocessing.conformance.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Program;

/**
 * A folder in which a test builds a program with the tools of the JDK, and starts it.
 *
 * @param folder the folder
 */
record Built(Path folder) {
    /** Returns where the library under test is: a folder or a jar. */
    static Path library() {
        return codeSource(Multiprocessing.class);
    }

    private static Path codeSource(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a tool of the JDK in this JVM; fails with what it says. */
    static void run(String tool, Object... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(out, out, strings(arguments));
        assertThat(code).as(tool + ": " + said).isZero();
    }

    private static String[] strings(Object... arguments) {
        return Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    /** Compiles sources, given as name and text, to a folder of classes. */
    Path compile(String classes, Map<String, String> sources) throws IOException {
        Path output = Files.createDirectories(folder.resolve(classes));
        List<Object> arguments = new ArrayList<>(List.of("-d", output, "-nowarn", "-proc:none"));
        boolean modular = sources.containsKey("module-info.java");
        arguments.addAll(List.of(modular ? "--module-path" : "-cp", library()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            arguments.add(write("src-" + classes + "/" + source.getKey(), source.getValue()));
        }
        run("javac", arguments.toArray());
        return output;
    }

    /** Packs a folder of classes, or a jar's content as it is, into a jar; further arguments are those of the tool. */
    Path jar(String name, Path classes, Object... arguments) {
        if (Files.isRegularFile(classes)) {
            return classes;
        }
        Path jar = folder.resolve(name);
        List<Object> all = new ArrayList<>(List.of("--create", "--file", jar));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-C", classes, "."));
        run("jar", all.toArray());
        return jar;
    }

    static String path(Path... entries) {
        return String.join(File.pathSeparator, strings((Object[]) entries));
    }

    /** Starts a program of the JDK's bin folder. */
    Program start(String tool, Object... arguments) throws IOException {
        return startProgram(Path.of(System.getProperty("java.home"), "bin", tool), null, arguments);
    }

    /** Starts the java program, with a session folder of its own and native access. */
    Program java(Object... arguments) throws IOException {
        List<Object> all =
                new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Dmultiprocessing.dir=" + sessions()));
        all.addAll(List.of(arguments));
        return start("java", all.toArray());
    }

    /** Starts any program, with a file or nothing at its standard input. */
    Program startProgram(Path program, Path input, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(strings(arguments)));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectInput(input != null ? input.toFile() : new File("/dev/null"));
        return Program.of(builder.start());
    }

    /** Returns the folder for the sessions of the programs. */
    Path sessions() throws IOException {
        return Files.createDirectories(folder.resolve("sessions"));
    }

    /** Checks that a program ends well, with certain lines of output and nothing else, and leaves nothing behind. */
    void assertPrints(Program program, String... lines) throws Exception {
        try (program) {
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(program.output()).as(program.toString()).containsExactlyInAnyOrder(lines);
            assertThat(program.errors()).as(program.toString()).isEmpty();
            assertThat(sessions()).isEmptyDirectory();
        }
    }
}
