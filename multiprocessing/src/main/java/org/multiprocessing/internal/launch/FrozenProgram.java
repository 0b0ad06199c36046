package org.multiprocessing.internal.launch;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program whose runtime has no {@code bin/java}, such as one packed by {@code jpackage}: its children are started from its
 * own executable, whose {@code main} must know them. Their JVM arguments come in an environment variable, as the executable
 * takes none; it is the variable that HotSpot reads last, so that a child's own heap size wins over the program's.
 */
public final class FrozenProgram {
    /** The first argument of a child; folder, slot and generation follow. */
    public static final String CHILD = "--multiprocessing-child";

    private static final String VARIABLE = "_JAVA_OPTIONS";
    /** By this jpackage's launcher knows itself after it has started itself anew; it would leave out its configuration. */
    private static final String LAUNCHER_STATE = "_JPACKAGE_LAUNCHER";

    private static final String FILE_OPTION = "-XX:VMOptionsFile=";

    private static volatile boolean supported;

    private FrozenProgram() {}

    /** Notes that children of this program will be recognised, since it asks at the beginning of its main. */
    public static void support() {
        supported = true;
    }

    /** What HotSpot says of that variable, on standard error, at the start of each such child. */
    public static boolean isNoise(String line) {
        return line.startsWith("Picked up " + VARIABLE + ":");
    }

    /** Returns whether this program can start no child but from its own executable. */
    static boolean isThisOne() {
        return !Files.isExecutable(CommandLine.javaIn(Path.of(System.getProperty("java.home"))));
    }

    /**
     * Returns the executable that children are started from.
     *
     * @throws IllegalStateException if they would run the program instead of what they are to do
     */
    static String executable() {
        String executable = System.getProperty("jpackage.app-path");
        if (executable == null) {
            executable = ProcessHandle.current().info().command().orElse("unknown");
        }
        if (!supported) {
            throw new IllegalStateException("the runtime in " + System.getProperty("java.home") + " has no bin/java, so"
                    + " children would have to be started from the program's own executable, " + executable
                    + ", and run the program again; begin its main with Multiprocessing.freezeSupport(args), or give"
                    + " the process a JDK with withJavaHome");
        }
        return executable;
    }

    /** Adds the arguments of the JVM to the environment of a child. */
    static void addTo(Map<String, String> environment, Path argumentFile) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (own.contains(FILE_OPTION)) {
            own = own.substring(0, own.indexOf(FILE_OPTION) - 1); // this is a child itself
        }
        environment.remove(LAUNCHER_STATE);
        environment.put(VARIABLE, own + " \"" + FILE_OPTION + argumentFile + '"');
    }

    /** Returns those of a child's arguments that go with those which the executable has from its makers. */
    static List<String> compatible(List<String> arguments) {
        List<String> compatible = new ArrayList<>(arguments);
        compatible.removeIf(argument -> argument.startsWith("-XX:AOT")); // a cache is for one class path
        // two collectors are an error, and the executable may choose one
        for (String given : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (given.startsWith("-XX:+Use") && given.endsWith("GC")) {
                compatible.removeIf(argument -> argument.startsWith("-XX:+Use") && argument.endsWith("GC"));
            }
        }
        return compatible;
    }

    /** Returns the content of a file of JVM arguments as HotSpot reads it itself: quotes, but no escapes. */
    static String fileContent(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        for (String argument : arguments) {
            char quote = argument.indexOf('"') < 0 ? '"' : '\'';
            if (argument.indexOf(quote) >= 0) {
                throw new IllegalArgumentException("the JVM argument " + argument
                        + " contains both kinds of quotes, which a child of a packed program cannot be given");
            }
            text.append(quote).append(argument).append(quote).append('\n');
        }
        return text.toString();
    }
}
