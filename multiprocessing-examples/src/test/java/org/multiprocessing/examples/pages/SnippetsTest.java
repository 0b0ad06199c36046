package org.multiprocessing.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.examples.Program;

/** What the pages for users say in Java: that it compiles, without a warning, and prints what they say it prints. */
class SnippetsTest {
    @TempDir
    static Path folder;

    private static List<String> complaints = List.of();
    private static final List<Snippet> SNIPPETS = new ArrayList<>();

    @BeforeAll
    static void compile() throws IOException {
        Page.ofUsers().forEach(page -> SNIPPETS.addAll(page.snippets()));
        List<Snippet> classes =
                SNIPPETS.stream().filter(snippet -> !snippet.isCompactProgram()).toList();
        complaints = new SnippetCompiler().compile(classes, folder);
    }

    @Test
    void everySnippetCompilesWithoutAWarning() {
        assertThat(SNIPPETS).isNotEmpty();
        assertThat(complaints).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> programsPrintWhatThePageSays() {
        return SNIPPETS.stream()
                .filter(Snippet::isProgram)
                .map(snippet -> DynamicTest.dynamicTest(snippet.toString(), () -> check(snippet)));
    }

    private static void check(Snippet snippet) throws Exception {
        assertThat(lines(run(snippet))).isEqualTo(snippet.prints());
    }

    private static List<String> lines(Program program) {
        assertThat(program.errors()).isEmpty();
        assertThat(program.exitCode()).isZero();
        return program.output();
    }

    private static Program run(Snippet snippet) throws Exception {
        if (snippet.isCompactProgram()) {
            Path file = folder.resolve(snippet.className() + ".java");
            Files.writeString(file, snippet.text());
            return Program.run(List.of(), file.toString());
        }
        return Program.run(List.of(folder), snippet.fullName());
    }

    /** In one JVM: some of them take less time than its start. */
    @Test
    void snippetsPrintWhatThePageSays() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Snippet snippet : SNIPPETS) {
            if (!snippet.isProgram() && !snippet.prints().isEmpty()) {
                names.add(snippet.fullName());
                expected.add(SnippetRun.HEADING + snippet.fullName());
                expected.addAll(snippet.prints());
            }
        }
        Program program = Program.run(List.of(folder), SnippetRun.class.getName(), names.toArray(String[]::new));
        assertThat(lines(program)).isEqualTo(expected);
    }
}
