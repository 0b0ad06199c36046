package org.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The examples as a set: short, described in a line, listed by {@code ./mp example}, and each run by a test. */
class ExamplesIndexTest {
    private static final int MOST_LINES = 60;
    private static final Path SOURCES = Path.of("src/main/java/org/multiprocessing/examples");
    private static final Path TESTS = Path.of("src/test/java/org/multiprocessing/examples");

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path example) {
        return example.getFileName().toString().replace(".java", "");
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsShortAndDescribedAndTested() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tests.append(Files.readString(file));
            }
        }
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(nameOf(example), () -> check(example, tests.toString())));
    }

    private static void check(Path example, String tests) throws IOException {
        List<String> lines = Files.readAllLines(example);
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(lines).anyMatch(line -> line.startsWith("/**"));
        boolean isProgram = lines.stream().anyMatch(line -> line.contains("void main("));
        if (isProgram) {
            assertThat(tests).contains('"' + nameOf(example) + '"');
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "./mp is a script of the shell")
    void theListHasALineForEach() throws Exception {
        Process list = new ProcessBuilder("./mp", "example")
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .start();
        List<String> output = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(list.waitFor()).isZero();
        List<String> programs = examples().stream()
                .filter(ExamplesIndexTest::isProgram)
                .map(ExamplesIndexTest::nameOf)
                .toList();
        assertThat(output.subList(1, output.size()))
                .hasSameSizeAs(programs)
                .allMatch(line -> line.matches("  \\w+ +[A-Z].*\\."));
        assertThat(output.subList(1, output.size()))
                .map(line -> line.strip().split(" ", 2)[0])
                .isEqualTo(programs);
    }

    private static boolean isProgram(Path example) {
        try {
            return Files.readString(example).contains("void main(");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
