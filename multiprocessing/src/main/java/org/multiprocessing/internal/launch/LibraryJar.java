package org.multiprocessing.internal.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Where the classes of this library come from. */
final class LibraryJar {
    private static final @Nullable Path FILE = find();

    private LibraryJar() {}

    /** Returns the jar, or null if the library runs from a folder of classes, or from somewhere else still. */
    static @Nullable Path file() {
        return FILE;
    }

    private static @Nullable Path find() {
        CodeSource source = LibraryJar.class.getProtectionDomain().getCodeSource();
        if (source == null
                || source.getLocation() == null
                || !source.getLocation().getProtocol().equals("file")) {
            return null;
        }
        try {
            Path file = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(file) ? file : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null; // a location that is no file of this system, which is no jar for a class path either
        }
    }
}
