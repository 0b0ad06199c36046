package org.multiprocessing.conformance.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.multiprocessing.Multiprocessing;

/** Builds jars of the library under test, which may be a folder of classes. */
final class LibraryJar {
    private LibraryJar() {}

    /** Writes the library's classes to a jar, uncompressed, each changed by a function of its bytes as Latin-1 text. */
    static void write(Path jar, UnaryOperator<String> change) throws Exception {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> each : classes().entrySet()) {
                String text = new String(each.getValue(), StandardCharsets.ISO_8859_1);
                add(out, each.getKey(), change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Writes the classes of a jar to a folder. */
    static void unpack(Path jar, Path folder) throws Exception {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            for (Map.Entry<String, byte[]> each : classes(content.getPath("/")).entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
        }
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static Map<String, byte[]> classes() throws IOException, URISyntaxException {
        Path location = Path.of(Multiprocessing.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(location)) {
            return classes(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return classes(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> classes(Path root) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                try {
                    classes.put(root.relativize(file).toString(), Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return classes;
    }
}
