package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A flag that processes show each other before there is anything better: a file that exists or not.
 *
 * @param file its path, a string so that the mark can travel
 */
public record Mark(String file) implements Serializable {
    /** Returns the mark of that name in a folder. */
    public static Mark in(Path folder, String name) {
        return new Mark(folder.resolve(name).toString());
    }

    /** Sets the mark; again does nothing. */
    public void set() throws IOException {
        set("");
    }

    /** Sets the mark with a text, which whoever sees the mark sees whole. */
    public void set(String text) throws IOException {
        Path draft = Files.createTempFile(path().getParent(), "mark", ".draft");
        Files.writeString(draft, text);
        Files.move(draft, path(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns whether it is set. */
    public boolean isSet() {
        return Files.exists(path());
    }

    /** Returns the text it was set with. */
    public String text() throws IOException {
        return Files.readString(path());
    }

    /** Waits until it is set. */
    public void await() throws Exception {
        Await.until("the mark " + path().getFileName(), this::isSet);
    }

    /** Waits until it is set and returns its text. */
    public String awaitText() throws Exception {
        await();
        return text();
    }

    private Path path() {
        return Path.of(file);
    }
}
