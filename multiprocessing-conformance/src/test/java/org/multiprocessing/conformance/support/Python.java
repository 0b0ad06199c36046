package org.multiprocessing.conformance.support;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A CPython that does what it is told, line by line. */
public final class Python implements AutoCloseable {
    private static final String AGENT = """
            import sys
            scope = {}
            for line in sys.stdin:
                try:
                    try:
                        code = compile(line.strip(), 'line', 'eval')
                    except SyntaxError:
                        code = compile(line.strip(), 'line', 'exec')
                    result = repr(eval(code, scope))
                except BaseException as e:
                    result = type(e).__name__ + ': ' + str(e)
                print('answer ' + ascii(result)[1:-1], flush=True)
            """;

    /** Lists of 3.8 are laid out in another way. */
    private static final String CHECK = "import sys, multiprocessing.shared_memory; assert sys.version_info >= (3, 9)";

    private final Program program;
    private final BufferedWriter input;
    private int asked;

    private Python(Process process) {
        this.program = Program.of(process);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Returns the executables of {@code python3}, and of the newest that pyenv has, which have shared memory. */
    public static List<String> find() {
        return Stream.concat(Stream.of("python3"), newest())
                .filter(Python::works)
                .toList();
    }

    /** Returns the executable of the newest 3.x, x being in a range, on the path or of pyenv. */
    public static Optional<String> find(int least, int most) {
        for (int minor = most; minor >= least; minor--) {
            String name = "3." + minor;
            Stream<String> candidates = Stream.concat(
                    Stream.of("python" + name, "python3"),
                    versions(name).map(version -> version.resolve("bin/python3").toString()));
            Optional<String> found = candidates
                    .filter(executable -> works(
                            executable, "import sys; assert sys.version_info[:2] == (3, " + name.substring(2) + ")"))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Stream<Path> versions(String name) {
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (!Files.isDirectory(versions)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.filter(version -> version.getFileName().toString().startsWith(name + ".")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> newest() {
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (!Files.isDirectory(versions)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all
                    .filter(version -> version.getFileName().toString().matches("3\\.[0-9]+\\..*"))
                    .max(Comparator.comparingInt(Python::minor))
                    .map(version -> version.resolve("bin/python3").toString())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int minor(Path version) {
        return Integer.parseInt(version.getFileName().toString().split("\\.", 3)[1]);
    }

    private static boolean works(String executable) {
        return works(executable, CHECK);
    }

    private static boolean works(String executable, String check) {
        try {
            return Unix.succeeds(executable, "-c", check);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts one. */
    public static Python start(String executable) throws IOException {
        return new Python(new ProcessBuilder(executable, "-c", AGENT).start());
    }

    /** Has a statement done, or an expression evaluated; returns its {@code repr} in ASCII, or the exception. */
    public String run(String line) throws Exception {
        input.write(line.replace("\n", "") + "\n");
        input.flush();
        int wanted = ++asked;
        Await.until("an answer to " + line + "; " + program, () -> answers().size() >= wanted || !program.isAlive());
        if (answers().size() < wanted) {
            program.awaitExit();
            throw new AssertionError("no answer to " + line + "; " + program);
        }
        return answers().get(wanted - 1);
    }

    /** Has a statement done, which must work. */
    public void execute(String line) throws Exception {
        String answer = run(line);
        if (!answer.equals("None")) {
            throw new AssertionError(line + " gave " + answer);
        }
    }

    private List<String> answers() {
        return program.output().stream()
                .filter(line -> line.startsWith("answer "))
                .map(line -> line.substring("answer ".length()))
                .toList();
    }

    /** Lets it end in an orderly way, and returns what it has written to standard error. */
    public List<String> end() throws Exception {
        input.close();
        program.awaitExit();
        return program.errors();
    }

    @Override
    public void close() {
        program.close();
    }
}
