package org.multiprocessing.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A CPython whose {@code multiprocessing} works.
 *
 * @param program its executable itself, not a script that looks for it: that would be measured, too
 * @param version such as {@code 3.11.7}
 */
public record Python(String program, String version) {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    public String name() {
        return "CPython " + version;
    }

    /** Returns the command for one of this module's scripts. */
    public List<String> command(Path script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program, script.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return List.copyOf(command);
    }

    /**
     * Returns {@code python3} and, of each other minor version that is on the path, the first; oldest first. The newest of pyenv's
     * own is one of them, if it is newer than all those.
     */
    public static List<Python> find(Path checkScript, Consumer<String> notes) throws InterruptedException {
        List<Python> found = new ArrayList<>();
        ask("python3").ifPresentOrElse(found::add, () -> notes.accept("there is no python3"));
        NavigableMap<Integer, Python> others = new TreeMap<>();
        asked(onPath()).forEach(python -> others.putIfAbsent(python.minor(), python));
        asked(ofPyenv())
                .max(Comparator.comparingInt(Python::minor))
                .filter(newest -> others.isEmpty() || newest.minor() > others.lastKey())
                .ifPresent(newest -> others.put(newest.minor(), newest));
        found.forEach(python -> others.remove(python.minor()));
        found.addAll(others.values());
        List<Python> working = new ArrayList<>();
        for (Python python : found) {
            try (Started check = Started.start(python.command(checkScript, "spawn"))) {
                check.await("first", DEADLINE);
                working.add(python);
            } catch (IOException | ProgramFailed e) {
                notes.accept(python.name() + " is left out, its multiprocessing does not work: " + e.getMessage());
            }
        }
        return working;
    }

    private static Stream<Python> asked(List<String> programs) {
        return programs.stream()
                .map(Python::ask)
                .flatMap(Optional::stream)
                .filter(python -> python.version().startsWith("3."));
    }

    /** Returns the 13 of 3.13.0. */
    public int minor() {
        return Integer.parseInt(version.split("\\.", -1)[1]);
    }

    /** Returns the programs {@code python3.N}. */
    private static List<String> onPath() {
        List<String> programs = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            list(Path.of(folder))
                    .filter(file -> file.getFileName().toString().matches("python3\\.[0-9]+"))
                    .forEach(file -> programs.add(file.toString()));
        }
        return programs;
    }

    private static List<String> ofPyenv() {
        return list(Path.of(System.getProperty("user.home"), ".pyenv", "versions"))
                .map(version -> version.resolve("bin/python3"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // no such folder
        }
    }

    /** Asks a Python who it is; empty if it is none, or none that works. */
    private static Optional<Python> ask(String program) {
        String question = "import sys; print('python', sys.version.split()[0], sys.executable)";
        try (Started asked = Started.start(List.of(program, "-c", question))) {
            String[] answer = asked.await("python", DEADLINE).text().split(" ", 2);
            return Optional.of(new Python(answer[1], answer[0]));
        } catch (IOException | ProgramFailed e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
