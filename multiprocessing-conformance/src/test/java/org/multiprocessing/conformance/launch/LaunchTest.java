package org.multiprocessing.conformance.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Program;

/** A program may be started in any way that Java allows: its children find its classes. */
class LaunchTest {
    private static final Map<String, String> APP = Map.of("app/App.java", Sources.APP);

    private static final Map<String, String> CLOSED_MODULE = Map.of(
            "app/App.java",
            Sources.APP,
            "module-info.java",
            "module app { requires org.multiprocessing; }"); // opens and exports nothing

    @TempDir
    Path folder;

    private Built built() {
        return new Built(folder);
    }

    @Test
    void fromTheClassPath() throws Exception {
        Path classes = built().compile("classes", APP);
        Program program = built().java("-cp", Built.path(classes, Built.library()), "app.App");
        built().assertPrints(program, Sources.APP_PRINTS);
    }

    /** A child may run in another folder than the program. */
    @Test
    void fromARelativeClassPath() throws Exception {
        built().compile("classes", Map.of("app/App.java", """
                package app;

                import static org.multiprocessing.Multiprocessing.*;

                import java.nio.file.Path;

                public class App {
                    static void hello() {
                        System.out.println("in " + Path.of("").toAbsolutePath());
                    }

                    public static void main(String... args) throws Exception {
                        process(App::hello, o -> o.withDirectory(Path.of(args[0]))).start().join();
                    }
                }
                """));
        Path other = Files.createDirectories(folder.resolve("other"));
        Program program = built().java("-cp", "classes" + File.pathSeparator + Built.library(), "app.App", other);
        built().assertPrints(program, "in " + other);
    }

    /** The library is not on the class path that the JVM knows, only in the manifest. */
    @Test
    void fromAJarWhoseManifestNamesTheLibrary() throws Exception {
        Path manifest = built().write(
                        "manifest",
                        "Main-Class: app.App\nEnable-Native-Access: ALL-UNNAMED\n"
                                + folded("Class-Path: " + Built.library().toUri()));
        Path jar = built().jar("app.jar", built().compile("classes", APP), "--manifest", manifest);
        built().assertPrints(
                        built().start("java", "-Dmultiprocessing.dir=" + built().sessions(), "-jar", jar),
                        Sources.APP_PRINTS);
    }

    /** A line of a manifest has 72 bytes at most. */
    private static String folded(String line) {
        return line.replaceAll("(.{70})", "$1\n ") + "\n";
    }

    @Test
    void fromAModuleThatOpensNothing() throws Exception {
        Path module = built().compile("module", CLOSED_MODULE);
        Program program = built().start(
                        "java",
                        "--enable-native-access=org.multiprocessing",
                        "-Dmultiprocessing.dir=" + built().sessions(),
                        "--module-path",
                        Built.path(module, Built.library()),
                        "-m",
                        "app/app.App");
        built().assertPrints(program, Sources.APP_PRINTS);
    }

    @Test
    void fromTheClassPathWithTheLibraryAsAModule() throws Exception {
        Path classes = built().compile("classes", APP);
        Program program = built().start(
                        "java",
                        "--enable-native-access=org.multiprocessing",
                        "-Dmultiprocessing.dir=" + built().sessions(),
                        "--module-path",
                        Built.library(),
                        "--add-modules",
                        "org.multiprocessing",
                        "-cp",
                        classes,
                        "app.App");
        built().assertPrints(program, Sources.APP_PRINTS);
    }

    /** What a child is to load lies in the memory of the source launcher; a second file is compiled when it is needed. */
    @Test
    void fromSourceFiles() throws Exception {
        Path main = built().write("Main.java", """
                import static org.multiprocessing.Multiprocessing.*;

                import java.util.List;

                class Main {
                    record Point(int x, int y) {}

                    static class Base {
                        int twice(int i) {
                            return 2 * i;
                        }
                    }

                    static class Derived extends Base {}

                    static Point move(Point point) {
                        return new Point(Second.next(point.x()), new Derived().twice(point.y()));
                    }

                    public static void main(String[] args) throws Exception {
                        try (var pool = pool(2)) {
                            System.out.println("pool " + pool.map(Main::move, List.of(new Point(1, 2), new Point(3, 4))));
                        }
                        int captured = 5;
                        var process = process(() -> System.out.println("child " + Second.next(captured))).start();
                        process.join();
                        System.out.println("code " + process.exitCode().orElseThrow());
                    }
                }
                """);
        built().write("Second.java", "class Second { static int next(int i) { return i + 1; } }");
        built().assertPrints(
                        built().java("-cp", Built.library(), main),
                        "pool [Point[x=2, y=4], Point[x=4, y=8]]",
                        "child 6",
                        "code 0");
    }

    /** A forked process begins with the static state of the main class, wherever that came from. */
    @Test
    void fromASourceFileThatForks() throws Exception {
        Path main = built().write("Main.java", """
                import static org.multiprocessing.Multiprocessing.*;

                import org.multiprocessing.process.StartMethod;

                class Main {
                    static int state = 1;

                    public static void main(String[] args) throws Exception {
                        state = 2;
                        try (var pool = context(StartMethod.FORK).pool(1)) {
                            System.out.println("pool " + pool.apply(() -> state));
                        }
                        context(StartMethod.FORK).process(() -> System.out.println("child " + state)).start().join();
                    }
                }
                """);
        built().assertPrints(built().java("-cp", Built.library(), main), "pool 2", "child 2");
    }

    /** Every lambda of such a file that calls a method captures its instance, whose fields are copied. */
    @Test
    void fromACompactSourceFile() throws Exception {
        Path main = built().write("Compact.java", """
                import static org.multiprocessing.Multiprocessing.*;

                int factor = 3;

                record Point(int x, int y) {}

                int task(int i) {
                    return i * factor;
                }

                void hello() {
                    IO.println("child " + task(5));
                }

                Point nested(int i) throws Exception {
                    return call(() -> new Point(i, task(i)));
                }

                void main() throws Exception {
                    try (var pool = pool(2)) {
                        IO.println("pool " + pool.map(this::task, List.of(1, 2, 3)));
                        IO.println("lambda " + pool.map(i -> new Point(i, task(i)), List.of(4)));
                        IO.println("nested " + pool.apply(this::nested, 6));
                    }
                    var process = process(this::hello).start();
                    process.join();
                    IO.println("code " + process.exitCode().orElseThrow());
                }
                """);
        built().assertPrints(
                        built().java("-cp", Built.library(), main),
                        "pool [3, 6, 9]",
                        "lambda [Point[x=4, y=12]]",
                        "nested Point[x=6, y=18]",
                        "child 15",
                        "code 0");
    }

    /** Only the loader that main makes knows the application; grandchildren ask their parent, which asks its own. */
    @Test
    void fromAClassLoaderOfItsOwn() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.APPLICATION_ONLY));
        Path application = built().compile("application", APP);
        Program program = built().java("-cp", Built.path(starter, Built.library()), "Starter", application);
        built().assertPrints(program, Sources.APP_PRINTS);
    }

    /** As in a web server: the loader has the library, too, which is on no class path. */
    @Test
    void fromAClassLoaderThatHasTheLibraryToo() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.WITH_LIBRARY));
        Path application = built().compile("application", APP);
        Program program = built().java("-cp", starter, "Starter", application, Built.library());
        built().assertPrints(program, Sources.APP_PRINTS);
    }

    /** What finds its class by the context class loader, or a resource beside it, finds it in a child, too. */
    @Test
    void contextClassLoaderAndResourcesOfAChildAreThoseOfItsProgram() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.APPLICATION_ONLY));
        Path application = built().compile("application", Map.of("app/App.java", """
                package app;

                import static org.multiprocessing.Multiprocessing.*;

                import java.nio.charset.StandardCharsets;

                public class App {
                    static String look() throws Exception {
                        Object made = Class.forName("app.Other", true, Thread.currentThread().getContextClassLoader())
                                .getDeclaredConstructor()
                                .newInstance();
                        try (var in = App.class.getResourceAsStream("text")) {
                            return made + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    + " " + App.class.getResourceAsStream("nothing");
                        }
                    }

                    public static void main(String... args) throws Exception {
                        System.out.println(call(App::look));
                    }
                }
                """, "app/Other.java", """
                package app;

                public class Other {
                    public String toString() {
                        return "other";
                    }
                }
                """));
        built().write("application/app/text", "text");
        Program program = built().java("-cp", Built.path(starter, Built.library()), "Starter", application);
        built().assertPrints(program, "other text null");
    }

    /** A class that exists nowhere but in the parent's memory. */
    @Test
    void classWithoutBytesIsNamedTogetherWithItsLoader() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.WITHOUT_BYTES));
        Path application = built().compile("application", Map.of("app/App.java", """
                package app;

                import static org.multiprocessing.Multiprocessing.*;

                public class App {
                    public static void main(String... args) throws Exception {
                        try {
                            call(() -> 1);
                        } catch (org.multiprocessing.pool.TaskException e) {
                            System.out.println(e.getMessage());
                        }
                    }
                }
                """));
        Program program = built().java("-cp", Built.path(starter, Built.library()), "Starter", application);
        try (program) {
            assertThat(program.awaitExit()).as(program.toString()).isZero();
            assertThat(String.join("\n", program.output()))
                    .as(program.toString())
                    .contains("app.App", "a loader without bytes");
        }
    }

    /** The lines of a session as a newcomer types them; what children print is seen. */
    @Test
    void fromJShell() throws Exception {
        built().assertPrints(jshell("""
                var pool = pool(2)
                int square(int i) { return i * i; }
                System.out.println("pool " + pool.map(i -> square(i), List.of(1, 2, 3)))
                record Point(int x, int y) {}
                System.out.println("records " + pool.map(i -> new Point(i, square(i)), List.of(4)))
                pool.close()
                int square(int i) { return i * i * i; }
                void hello() { System.out.println("child " + square(3)); }
                var process = process(() -> hello()).start()
                process.join()
                System.out.println("code " + process.exitCode().getAsInt())
                """), "pool [1, 4, 9]", "records [Point[x=4, y=16]]", "child 27", "code 0");
    }

    /** Variables of a session are static fields of its classes; children have their values all the same. */
    @Test
    void variablesOfJShellHaveTheirValuesInChildren() throws Exception {
        built().assertPrints(jshell("""
                int factor = 3
                var points = new ArrayList<>(List.of("p"))
                System.out.println("variables " + call(() -> points + " " + factor))
                factor = 4
                System.out.println("nested " + call(() -> call(() -> points.size() * factor)))
                """), "variables [p] 3", "nested 4");
    }

    private Program jshell(String lines) throws Exception {
        Path script =
                built().write("script", "import static org.multiprocessing.Multiprocessing.*\n" + lines + "/exit\n");
        Files.createDirectories(folder.resolve(".java/.userPrefs")); // it tells when it makes that
        return built().startProgram(
                        Path.of(System.getProperty("java.home"), "bin", "jshell"),
                        script,
                        "--class-path",
                        Built.library(),
                        "-R--enable-native-access=ALL-UNNAMED",
                        "-R-Dmultiprocessing.dir=" + built().sessions(),
                        "-J-Djava.util.prefs.userRoot=" + folder,
                        "-");
    }

    /** A killed child, which served classes to its own child, leaves no socket. */
    @Test
    void killedParentOfAskingChildrenLeavesNoFile() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.APPLICATION_ONLY));
        Path application = built().compile("application", Map.of("app/App.java", """
                package app;

                import static org.multiprocessing.Multiprocessing.*;

                import java.nio.file.*;
                import java.util.List;

                public class App {
                    static List<String> sockets() throws Exception {
                        try (var files = Files.walk(Path.of(System.getProperty("multiprocessing.dir")))) {
                            return files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.startsWith("classes-"))
                                    .sorted()
                                    .toList();
                        }
                    }

                    static List<String> nested() throws Exception {
                        return call(App::sockets);
                    }

                    public static void main(String... args) throws Exception {
                        var pool = pool(1);
                        System.out.println(pool.apply(App::nested));
                        pool.shutdownNow();
                        pool.close();
                        var killed = process(() -> {
                            nested();
                            Runtime.getRuntime().halt(3);
                        }).start();
                        killed.join();
                        System.out.println(killed.exitCode().orElseThrow() + " " + sockets());
                    }
                }
                """));
        Program program = built().java("-cp", Built.path(starter, Built.library()), "Starter", application);
        built().assertPrints(program, "[classes-0-1, classes-1-1]", "3 [classes-0-1]");
    }

    /** Many classes at once, from all workers, while they are interrupted. */
    @Test
    void manyChildrenAskAtOnce() throws Exception {
        Path starter = built().compile("starter", Map.of("Starter.java", Starters.APPLICATION_ONLY));
        StringBuilder parts = new StringBuilder();
        StringBuilder sum = new StringBuilder("0");
        for (int i = 0; i < 60; i++) {
            parts.append("static class Part").append(i).append(" { int value() { return 1; } }\n");
            sum.append(" + new Part").append(i).append("().value()");
        }
        Path application = built().compile("application", Map.of("app/App.java", """
                package app;

                import static org.multiprocessing.Multiprocessing.*;

                import java.util.stream.IntStream;

                public class App {
                    %s
                    static int sum(int i) {
                        Thread.currentThread().interrupt();
                        int sum = %s;
                        return Thread.interrupted() ? sum : -1;
                    }

                    public static void main(String... args) throws Exception {
                        try (var pool = pool(4)) {
                            System.out.println(pool.map(App::sum, IntStream.range(0, 8).boxed()));
                        }
                    }
                }
                """.formatted(parts, sum)));
        Program program = built().java("-cp", Built.path(starter, Built.library()), "Starter", application);
        built().assertPrints(program, List.of(60, 60, 60, 60, 60, 60, 60, 60).toString());
    }
}
