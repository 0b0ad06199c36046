package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The class files of the running JDK, read through its {@code jrt:/} file system. */
final class ClassFiles {

    private static final FileSystem JRT = FileSystems.getFileSystem(URI.create("jrt:/"));

    private ClassFiles() {}

    /** The paths of all class files, sorted, like {@code /modules/java.base/java/lang/String.class}. */
    static List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(JRT.getPath("/modules"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    /** The bytes of one class file. */
    static byte[] read(String path) throws IOException {
        return Files.readAllBytes(JRT.getPath(path));
    }

    /**
     * Who extends whom among all classes of the JDK, remembered once it has been looked up.
     *
     * <p>Unlike the default resolver it sees every module, also those that this process has not resolved; so each
     * process of a pool sees the same.
     */
    static ClassHierarchyResolver hierarchy() {
        return ClassHierarchyResolver.ofResourceParsing(type -> open(type).orElse(null))
                .cached(ConcurrentHashMap::new);
    }

    private static Optional<InputStream> open(ClassDesc type) {
        String file = type.displayName() + ".class";
        Path packageLinks = JRT.getPath("/packages", type.packageName());
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(packageLinks)) {
            for (Path module : modules) {
                Path path = module.resolve(type.packageName().replace('.', '/')).resolve(file);
                if (Files.exists(path)) {
                    return Optional.of(Files.newInputStream(path));
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
