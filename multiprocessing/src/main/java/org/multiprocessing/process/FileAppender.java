package org.multiprocessing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Appends lines to a file, opening it anew for each: several children may write to one, and it may be rotated. */
record FileAppender(Path file) implements Consumer<String> {
    @Override
    public void accept(String line) {
        try {
            Files.writeString(
                    file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
