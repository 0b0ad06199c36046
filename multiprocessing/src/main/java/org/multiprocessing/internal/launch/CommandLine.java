package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a child JVM, given through an argument file in the session's folder. */
final class CommandLine {
    static final String CHILD_MAIN = "org.multiprocessing.internal.child.ChildMain";
    private static final int MEASURED_JDK = 25;

    private static @Nullable List<String> inherited;

    private CommandLine() {}

    /** Returns the command that starts the child in {@code slot} of the session in {@code folder}. */
    static List<String> of(LaunchSpec spec, Path folder, int slot, int generation) throws IOException {
        List<String> command = new ArrayList<>();
        if (spec.isFrozen()) {
            command.add(FrozenProgram.executable());
            command.add(FrozenProgram.CHILD);
        } else {
            command.add(javaProgram(spec.javaHome()));
            command.add("@" + argumentFile(spec, folder));
            command.add(CHILD_MAIN);
        }
        command.add(folder.toString());
        command.add(Integer.toString(slot));
        command.add(Integer.toString(generation));
        return command;
    }

    /** Returns the command, without a main class, of the program that makes the AOT cache; class path and flags as in its children. */
    static List<String> ofTraining(Path jar, Path work) {
        List<String> command = new ArrayList<>();
        command.add(javaProgram(null));
        addQuietness(command, work);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dmultiprocessing.cache=off");
        command.add("-Dmultiprocessing.standby=0"); // it would record, too, over what the worker has noted
        command.add("-Dmultiprocessing.dir=" + work);
        command.add("-cp");
        command.add(jar.toString());
        return command;
    }

    /** Returns the command, without a main class, of a JVM with the flags of a child. */
    static List<String> withFlagsOfAChild(LaunchSpec spec, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(javaProgram(spec.javaHome()));
        command.addAll(jvmArguments(spec, folder));
        return command;
    }

    private static String javaProgram(@Nullable Path javaHome) {
        Path home = javaHome != null ? javaHome : Path.of(System.getProperty("java.home"));
        Path program = javaIn(home);
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException(
                    "the JDK home " + home + " has no executable bin/java; withJavaHome takes the folder that has it");
        }
        return program.toString();
    }

    static Path javaIn(Path home) {
        return home.resolve("bin").resolve(isWindows() ? "java.exe" : "java");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /** Writes the arguments to a file named by their hash, once for all children that have the same. */
    static Path argumentFile(LaunchSpec spec, Path folder) throws IOException {
        List<String> arguments = jvmArguments(spec, folder);
        String content =
                spec.isFrozen() ? FrozenProgram.fileContent(FrozenProgram.compatible(arguments)) : content(arguments);
        for (int attempt = 0; ; attempt++) {
            Path file = folder.resolve("arguments-" + Integer.toHexString(content.hashCode()) + "-" + attempt);
            if (!Files.exists(file)) {
                writeWhole(file, content);
            }
            if (Files.readString(file).equals(content)) {
                return file;
            }
        }
    }

    private static String content(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        for (String argument : arguments) {
            text.append('"').append(escaped(argument)).append("\"\n");
        }
        return text.toString();
    }

    /** Writes a file that other processes may read at any moment: whole, or not at all. */
    private static void writeWhole(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(
                file.getFileName() + "-" + Thread.currentThread().threadId() + "-"
                        + ProcessHandle.current().pid());
        Files.writeString(draft, content, StandardOpenOption.CREATE);
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }

    private static String escaped(String argument) {
        return argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
    }

    private static List<String> jvmArguments(LaunchSpec spec, Path folder) {
        List<String> arguments = new ArrayList<>();
        addQuietness(arguments, folder);
        // A small heap with one collecting thread is what most children need; the options can say otherwise.
        if (!choosesCollector(spec.jvmArguments())) {
            arguments.add("-XX:+UseSerialGC");
        }
        addSharing(arguments, spec);
        // Reflection without method handles saves 9 ms of every start.
        arguments.add("-Djdk.reflect.useNativeAccessorOnly=true");
        arguments.addAll(inherited());
        List<String> code = code(spec);
        arguments.addAll(code);
        Path cache = AotCache.ofThisJvm().forChild(inherited(), code, spec);
        if (cache != null) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        arguments.addAll(spec.jvmArguments());
        return arguments;
    }

    private static List<String> code(LaunchSpec spec) {
        List<String> arguments = new ArrayList<>();
        CodePath.addAccess(arguments);
        if (!spec.isFrozen()) { // whose executable knows where the code is
            CodePath.addPaths(arguments);
        }
        return arguments;
    }

    /** Without these, a child leaves files behind when killed, or writes JVM messages to the user's stdout. */
    private static void addQuietness(List<String> arguments, Path folder) {
        arguments.add("-XX:-UsePerfData");
        arguments.add("-XX:+DisplayVMOutputToStderr");
        arguments.add("-Xlog:disable");
        arguments.add("-Xlog:all=warning:stderr");
        arguments.add("-XX:-CreateCoredumpOnCrash");
        arguments.add("-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"));
    }

    /**
     * Has the archives of classes at the address that they were made for, where all JVMs share most pages of them: elsewhere a
     * JVM writes into each. Saves 4 MiB of each child. A diagnostic flag may be gone in another JDK, which would not start.
     */
    private static void addSharing(List<String> arguments, LaunchSpec spec) {
        if (spec.javaHome() == null && Runtime.version().feature() == MEASURED_JDK) {
            arguments.add("-XX:+UnlockDiagnosticVMOptions");
            arguments.add("-XX:ArchiveRelocationMode=0");
        }
    }

    /** A JVM refuses two collectors. */
    private static boolean choosesCollector(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-XX:+Use") && argument.endsWith("GC")) {
                return true;
            }
        }
        return false;
    }

    static synchronized List<String> inherited() {
        List<String> known = inherited;
        if (known == null) {
            known = List.copyOf(InheritedArguments.collect());
            inherited = known;
        }
        return known;
    }
}
