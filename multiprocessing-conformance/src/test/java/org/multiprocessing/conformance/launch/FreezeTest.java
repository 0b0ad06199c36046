package org.multiprocessing.conformance.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Program;

/** Programs that are packed together with a runtime of their own. */
class FreezeTest {
    /** Everything that ends a child in another way than others end; the heap limit wins over that of the executable. */
    private static final String FROZEN = """
            package app;

            import static org.multiprocessing.Multiprocessing.*;

            import java.util.List;
            import org.multiprocessing.process.Output;
            import org.multiprocessing.process.Process;

            public class App {
                static String where(int i) throws Exception {
                    return call(() -> i + " " + heapIsSmall());
                }

                static boolean heapIsSmall() {
                    return Runtime.getRuntime().maxMemory() <= 48 << 20;
                }

                static void failing() {
                    throw new IllegalStateException("on purpose");
                }

                static void leavesThread() {
                    new Thread(() -> {
                        Thread.yield();
                        System.out.println("thread");
                    }).start();
                }

                static int codeOf(Process process) throws InterruptedException {
                    process.start().join();
                    return process.exitCode().orElseThrow();
                }

                public static void main(String[] args) throws Exception {
                    // FIRST LINE
                    System.out.println("main " + List.of(args));
                    try (var pool = pool(2)) {
                        System.out.println("pool " + pool.map(i -> i + 1, List.of(1, 2, 3)));
                        System.out.println("nested " + pool.apply(App::where, 1));
                    }
                    System.out.println("small " + call(App::heapIsSmall, o -> o.withMaxHeapBytes(48L << 20)));
                    System.out.println("codes " + codeOf(process(App::failing, o -> o.withError(new Output.Discard())))
                            + " " + codeOf(process(App::leavesThread))
                            + " " + codeOf(process(() -> System.exit(7))));
                }
            }
            """;

    @TempDir
    Path folder;

    private Built built() {
        return new Built(folder);
    }

    private static void assumeTool(String name) {
        boolean there = ToolProvider.findFirst(name).isPresent();
        if (!there) {
            System.out.println("skipped: this JDK has no " + name);
        }
        Assumptions.assumeTrue(there, "this JDK has no " + name);
    }

    /** Packs a program with jpackage, and returns its executable. */
    private Path pack(String firstLine) throws IOException {
        assumeTool("jpackage");
        Path input = Files.createDirectories(folder.resolve("input"));
        Path classes = built().compile("classes", Map.of("app/App.java", FROZEN.replace("// FIRST LINE", firstLine)));
        built().jar("input/app.jar", classes);
        Path library = built().jar("input/library.jar", Built.library());
        if (!library.startsWith(input)) {
            Files.copy(library, input.resolve("library.jar"));
        }
        List<Object> arguments = new ArrayList<>(List.of("--type", "app-image", "--name", "Packed", "--input", input));
        arguments.addAll(List.of("--main-jar", "app.jar", "--main-class", "app.App", "--dest", folder));
        arguments.addAll(List.of("--add-modules", "java.base,java.management"));
        for (String option : List.of(
                "-Xmx96m",
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmultiprocessing.dir=" + built().sessions())) {
            arguments.addAll(List.of("--java-options", option));
        }
        Built.run("jpackage", arguments.toArray());
        Path image = folder.resolve("Packed");
        assertThat(image.resolve("lib/runtime/bin/java")).doesNotExist();
        return image.resolve("bin/Packed");
    }

    @Test
    void packedProgramStartsItsChildrenFromItsOwnExecutable() throws Exception {
        Path executable = pack("freezeSupport(args);");
        built().assertPrints(
                        built().startProgram(executable, null, "a", "b"),
                        "main [a, b]",
                        "pool [2, 3, 4]",
                        "nested 1 false",
                        "small true",
                        "thread",
                        "codes 1 0 7");
    }

    /** Its children would run main, which starts children, which ... */
    @Test
    void packedProgramThatDoesNotAskIsRefusedChildren() throws Exception {
        try (Program program = built().startProgram(pack(""), null)) {
            assertThat(program.awaitExit()).as(program.toString()).isEqualTo(1);
            assertThat(program.output()).as(program.toString()).containsExactly("main []");
            assertThat(String.join("\n", program.errors()))
                    .contains("IllegalStateException", "no bin/java", "freezeSupport(args)", "withJavaHome")
                    .contains(folder.resolve("Packed/bin/Packed").toString());
        }
    }

    /** A runtime that has bin/java, with library and application, a module that opens nothing, linked into it. */
    @Test
    void linkedRuntimeStartsChildrenAsAnyJdk() throws Exception {
        assumeTool("jlink");
        Path module = built().compile(
                        "module",
                        Map.of(
                                "app/App.java",
                                Sources.APP,
                                "module-info.java",
                                "module app { requires org.multiprocessing; }"));
        Path image = folder.resolve("image");
        Built.run(
                "jlink",
                "--module-path",
                Built.path(module, Built.library()),
                "--add-modules",
                "app",
                "--output",
                image);
        Program program = built().startProgram(
                        image.resolve("bin/java"),
                        null,
                        "--enable-native-access=org.multiprocessing",
                        "-Dmultiprocessing.dir=" + built().sessions(),
                        "-m",
                        "app/app.App");
        built().assertPrints(program, Sources.APP_PRINTS);
    }
}
