package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lines that any number of processes add, each with a single appending write, which does not mix with another one.
 *
 * @param file its path, a string so that the tally can travel
 */
public record Tally(String file) implements Serializable {
    /** Returns the tally of that name in a folder. */
    public static Tally in(Path folder, String name) {
        return new Tally(folder.resolve(name).toString());
    }

    /** Adds a line. */
    public void add(Object line) throws IOException {
        Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Returns the lines so far. */
    public List<String> lines() throws IOException {
        Path path = Path.of(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** Returns how many lines there are. */
    public int count() throws IOException {
        return lines().size();
    }
}
