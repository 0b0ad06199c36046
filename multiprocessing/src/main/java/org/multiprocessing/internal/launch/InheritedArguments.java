package org.multiprocessing.internal.launch;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of this JVM that its children get too: what decides which code runs and how it reads its environment,
 * but not heap sizes, collectors, agents, debuggers, logging or other tuning.
 */
final class InheritedArguments {
    private static final String[] PREFIXES = {
        "-ea",
        "-esa",
        "-da",
        "-dsa",
        "-enableassertions",
        "-disableassertions",
        "-enablesystemassertions",
        "-disablesystemassertions",
        "--enable-preview",
        "--add-opens",
        "--add-exports",
        "--add-reads",
        "--add-modules",
        "--limit-modules",
        "--patch-module",
        "--upgrade-module-path",
        "--sun-misc-unsafe-memory-access"
    };

    /** Properties that belong to this process alone, or that would make a child do twice what the parent does. */
    private static final String[] OWN_PROPERTIES = {
        "-Dmultiprocessing.main", "-Dcom.sun.management", "-Djava.class.path", "-Dsun.java.command", "-Djdk.reflect."
    };

    private InheritedArguments() {}

    static List<String> collect() {
        List<String> inherited = new ArrayList<>();
        List<String> all = ownArguments();
        for (int i = 0; i < all.size(); i++) {
            String argument = all.get(i);
            if (!isInherited(argument)) {
                continue;
            }
            inherited.add(argument);
            if (argument.startsWith("--")
                    && !argument.contains("=")
                    && !argument.equals("--enable-preview")
                    && i + 1 < all.size()) {
                inherited.add(all.get(++i)); // an option whose value is the next argument
            }
        }
        return inherited;
    }

    private static boolean isInherited(String argument) {
        if (argument.startsWith("-D")) {
            for (String own : OWN_PROPERTIES) {
                if (argument.startsWith(own)) {
                    return false;
                }
            }
            return true;
        }
        for (String prefix : PREFIXES) {
            if (argument.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the JVM's arguments: from the command line where it says all, since the management beans cost 20-30 ms; from
     * those when an argument file or an environment variable has added to it.
     */
    private static List<String> ownArguments() {
        Optional<String[]> commandLine = ProcessHandle.current().info().arguments();
        if (commandLine.isEmpty()
                || System.getenv("JDK_JAVA_OPTIONS") != null
                || System.getenv("JAVA_TOOL_OPTIONS") != null
                || !isPlainJavaLauncher()) {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : commandLine.get()) {
            if (argument.startsWith("@")) {
                return ManagementFactory.getRuntimeMXBean().getInputArguments();
            }
            arguments.add(argument);
        }
        return untilMain(arguments);
    }

    private static boolean isPlainJavaLauncher() {
        Optional<String> command = ProcessHandle.current().info().command();
        return command.isPresent() && Path.of(command.get()).endsWith(Path.of("bin", "java"));
    }

    /** Cuts off the main class or jar and the program's own arguments. */
    private static List<String> untilMain(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "-cp",
                        "-classpath",
                        "--class-path",
                        "-p",
                        "--module-path",
                        "--add-opens",
                        "--add-exports",
                        "--add-reads",
                        "--add-modules",
                        "--limit-modules",
                        "--patch-module",
                        "--upgrade-module-path",
                        "--enable-native-access",
                        "--source" -> i++;
                default -> {
                    if (!argument.startsWith("-")
                            || argument.equals("-jar")
                            || argument.equals("-m")
                            || argument.equals("--module")) {
                        return arguments.subList(0, i);
                    }
                }
            }
        }
        return arguments;
    }
}
