package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.Multiprocessing;

/** The example that is packed with a runtime of its own, as it is and packed. */
class FrozenApplicationTest {
    @TempDir
    Path folder;

    @Test
    void unpackedItRunsByJava() throws Exception {
        Program program = ExamplesTest.run("FrozenApplication");
        assertThat(program.errors()).isEmpty();
        assertThat(program.output()).containsExactly("main runs java", "the process runs java");
    }

    @Test
    void packedItStartsItsProcessesFromItsExecutable() throws Exception {
        ToolProvider jpackage = ToolProvider.findFirst("jpackage").orElse(null);
        assumeTrue(jpackage != null, "this JDK has no jpackage");
        Path input = Files.createDirectory(folder.resolve("input"));
        pack(
                Path.of(Multiprocessing.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                input);
        pack(
                Path.of(FrozenApplication.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                input);
        List<String> arguments = List.of(
                "--type",
                "app-image",
                "--name",
                "frozen",
                "--dest",
                folder.toString(),
                "--input",
                input.toString(),
                "--main-jar",
                "1.jar",
                "--main-class",
                FrozenApplication.class.getName(),
                "--add-modules",
                "java.base,java.management,jdk.unsupported",
                "--java-options",
                "--enable-native-access=ALL-UNNAMED");
        int code = jpackage.run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(code).isZero();
        Process process = new ProcessBuilder(folder.resolve("frozen/bin/frozen").toString()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines()).containsExactly("main runs frozen", "the process runs frozen");
    }

    /** Copies a jar, or makes one of a folder, named by how many there are already. */
    private static void pack(Path classes, Path input) throws IOException {
        Path jar = input.resolve(count(input) + ".jar");
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
