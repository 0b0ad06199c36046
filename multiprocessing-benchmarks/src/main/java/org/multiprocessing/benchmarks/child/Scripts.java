package org.multiprocessing.benchmarks.child;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Python scripts of this module, as files: CPython's spawned children read them again. */
public final class Scripts implements AutoCloseable {
    private static final String[] NAMES = {
        "serve.py",
        "startjoin.py",
        "startlatency.py",
        "startmany.py",
        "pool.py",
        "executor.py",
        "realwork.py",
        "idle.py",
        "killed.py",
        "lock.py",
        "managed.py",
        "managedclients.py",
        "contended.py",
        "killedowner.py",
        "bytes.py",
        "roundtrip.py",
        "passing.py",
        "large.py",
        "first.py"
    };

    private final Path folder;

    private Scripts(Path folder) {
        this.folder = folder;
    }

    /** Writes the scripts to a folder of their own. */
    public static Scripts unpack() throws IOException {
        Scripts scripts = new Scripts(Files.createTempDirectory("multiprocessing-benchmarks"));
        for (String name : NAMES) {
            try (InputStream in = Scripts.class.getResourceAsStream("/org/multiprocessing/benchmarks/python/" + name)) {
                if (in == null) {
                    throw new FileNotFoundException("the benchmarks' jar has no " + name);
                }
                Files.copy(in, scripts.folder.resolve(name));
            }
        }
        return scripts;
    }

    public Path get(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("cannot remove " + folder + ": " + e);
        }
    }
}
