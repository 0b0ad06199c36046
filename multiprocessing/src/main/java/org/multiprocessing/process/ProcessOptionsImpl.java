package org.multiprocessing.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options as they are, null for what was not said. */
record ProcessOptionsImpl(
        @Nullable String name,
        @Nullable Boolean daemon,
        List<String> jvmArguments,
        Map<String, String> environment,
        @Nullable Path directory,
        @Nullable Path javaHome,
        Output output,
        Output error)
        implements ProcessOptions {
    static final ProcessOptionsImpl DEFAULTS = new ProcessOptionsImpl(
            null, null, List.of(), Map.of(), null, null, new Output.Inherit(), new Output.Inherit());

    private static final long LEAST_HEAP = 2L << 20;

    @Override
    public ProcessOptionsImpl withName(String newName) {
        if (newName.isBlank()) {
            throw new IllegalArgumentException("the name of a process is blank");
        }
        return new ProcessOptionsImpl(newName, daemon, jvmArguments, environment, directory, javaHome, output, error);
    }

    @Override
    public ProcessOptionsImpl withDaemon(boolean newDaemon) {
        return new ProcessOptionsImpl(name, newDaemon, jvmArguments, environment, directory, javaHome, output, error);
    }

    @Override
    public ProcessOptionsImpl withJvmArguments(String... arguments) {
        List<String> all = new ArrayList<>(jvmArguments);
        all.addAll(List.of(arguments));
        return new ProcessOptionsImpl(name, daemon, List.copyOf(all), environment, directory, javaHome, output, error);
    }

    @Override
    public ProcessOptionsImpl withSystemProperty(String key, String value) {
        return withJvmArguments("-D" + key + "=" + value);
    }

    @Override
    public ProcessOptionsImpl withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new ProcessOptionsImpl(name, daemon, jvmArguments, Map.copyOf(all), directory, javaHome, output, error);
    }

    @Override
    public ProcessOptionsImpl withDirectory(Path newDirectory) {
        if (!Files.isDirectory(newDirectory)) {
            throw new IllegalArgumentException("the working folder " + newDirectory + " is not a folder");
        }
        return new ProcessOptionsImpl(name, daemon, jvmArguments, environment, newDirectory, javaHome, output, error);
    }

    @Override
    public ProcessOptionsImpl withJavaHome(Path home) {
        return new ProcessOptionsImpl(name, daemon, jvmArguments, environment, directory, home, output, error);
    }

    @Override
    public ProcessOptionsImpl withMaxHeapBytes(long bytes) {
        if (bytes < LEAST_HEAP) {
            throw new IllegalArgumentException("a heap of " + bytes + " bytes; at least " + LEAST_HEAP + " are needed");
        }
        return withJvmArguments("-Xmx" + bytes);
    }

    @Override
    public ProcessOptionsImpl withOutput(Output newOutput) {
        return new ProcessOptionsImpl(name, daemon, jvmArguments, environment, directory, javaHome, newOutput, error);
    }

    @Override
    public ProcessOptionsImpl withError(Output newError) {
        return new ProcessOptionsImpl(name, daemon, jvmArguments, environment, directory, javaHome, output, newError);
    }
}
