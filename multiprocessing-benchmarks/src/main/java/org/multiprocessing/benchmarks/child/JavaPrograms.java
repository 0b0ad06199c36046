package org.multiprocessing.benchmarks.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.multiprocessing.Multiprocessing;

/** The commands that start this module's Java programs, with this JVM's JDK. */
public final class JavaPrograms {
    /** The library and this module, without what only this program uses. */
    private static final String CLASS_PATH = placeOf(Multiprocessing.class) + File.pathSeparator + home();

    private JavaPrograms() {}

    /** Returns the command for a program that uses the library. */
    public static List<String> ours(Class<?> main, Object... arguments) {
        return command(List.of("--enable-native-access=ALL-UNNAMED"), CLASS_PATH, main, arguments);
    }

    /** Returns the command for a program that uses the JDK only. */
    public static List<String> bare(List<String> jvmArguments, Class<?> main, Object... arguments) {
        return command(jvmArguments, home().toString(), main, arguments);
    }

    /** Returns the command for a program that uses a peer, whose jars the build has put beside ours. */
    public static List<String> peer(Class<?> main, Object... arguments) throws IOException {
        return peer(List.of(), main, arguments);
    }

    /** The same, for one that needs JVM arguments. */
    public static List<String> peer(List<String> jvmArguments, Class<?> main, Object... arguments) throws IOException {
        StringBuilder classPath = new StringBuilder(CLASS_PATH);
        Path peers = home().resolveSibling("peers");
        if (Files.isDirectory(peers)) {
            try (Stream<Path> jars = Files.list(peers)) {
                jars.sorted()
                        .forEach(jar -> classPath.append(File.pathSeparator).append(jar));
            }
        }
        return command(jvmArguments, classPath.toString(), main, arguments);
    }

    private static List<String> command(
            List<String> jvmArguments, String classPath, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return List.copyOf(command);
    }

    /** Returns the program {@code java} of this JVM's JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns the jar, or folder, that this class is from. */
    public static Path home() {
        return placeOf(JavaPrograms.class);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("the benchmarks are not in a file", e);
        }
    }
}
