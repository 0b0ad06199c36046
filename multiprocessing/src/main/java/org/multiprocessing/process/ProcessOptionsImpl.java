package org.multiprocessing.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.WorkerStart;
import org.multiprocessing.internal.serial.Encoder;

/** The options as they are, null for what was not said. Only a copy that nobody else has is ever changed. */
final class ProcessOptionsImpl implements ProcessOptions, WorkerStart {
    static final ProcessOptionsImpl DEFAULTS = new ProcessOptionsImpl();

    /** No debugger. */
    static final int NO_PORT = -1;

    /** Environment variables from which a JVM takes arguments. */
    private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final List<String> HEAP_ARGUMENTS =
            List.of("-Xmx", "-XX:MaxHeapSize=", "-XX:MaxRAM", "-XX:+AggressiveHeap", "@");

    private static final long LEAST_HEAP = 2L << 20;
    private static final int LAST_PORT = 0xffff;

    private @Nullable String name;
    private @Nullable Boolean daemon;
    private @Nullable StartMethod startMethod;
    private List<String> jvmArguments = List.of();
    private Map<String, String> environment = Map.of();
    private @Nullable Path directory;
    private @Nullable Path javaHome;
    private Output output = new Output.Inherit();
    private Output error = new Output.Inherit();
    private int debugPort = NO_PORT;
    private List<Class<?>> inherited = List.of();

    private ProcessOptionsImpl() {}

    private ProcessOptionsImpl copy() {
        ProcessOptionsImpl copy = new ProcessOptionsImpl();
        copy.name = name;
        copy.daemon = daemon;
        copy.startMethod = startMethod;
        copy.jvmArguments = jvmArguments;
        copy.environment = environment;
        copy.directory = directory;
        copy.javaHome = javaHome;
        copy.output = output;
        copy.error = error;
        copy.debugPort = debugPort;
        copy.inherited = inherited;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withName(String newName) {
        if (newName.isBlank()) {
            throw new IllegalArgumentException("the name of a process is blank");
        }
        ProcessOptionsImpl copy = copy();
        copy.name = newName;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withDaemon(boolean newDaemon) {
        ProcessOptionsImpl copy = copy();
        copy.daemon = newDaemon;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withStartMethod(StartMethod method) {
        ProcessOptionsImpl copy = copy();
        copy.startMethod = Objects.requireNonNull(method, "the start method is null");
        return copy;
    }

    @Override
    public ProcessOptionsImpl withJvmArguments(String... arguments) {
        List<String> all = new ArrayList<>(jvmArguments);
        all.addAll(List.of(arguments));
        ProcessOptionsImpl copy = copy();
        copy.jvmArguments = List.copyOf(all);
        return copy;
    }

    @Override
    public ProcessOptionsImpl withSystemProperty(String key, String value) {
        return withJvmArguments("-D" + key + "=" + value);
    }

    @Override
    public ProcessOptionsImpl withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        ProcessOptionsImpl copy = copy();
        copy.environment = Map.copyOf(all);
        return copy;
    }

    @Override
    public ProcessOptionsImpl withDirectory(Path newDirectory) {
        if (!Files.isDirectory(newDirectory)) {
            throw new IllegalArgumentException(
                    "the working folder " + newDirectory + " is not a folder; withDirectory takes one that exists");
        }
        ProcessOptionsImpl copy = copy();
        copy.directory = newDirectory;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withJavaHome(Path home) {
        ProcessOptionsImpl copy = copy();
        copy.javaHome = home;
        return copy;
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
        ProcessOptionsImpl copy = copy();
        copy.output = newOutput;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withError(Output newError) {
        ProcessOptionsImpl copy = copy();
        copy.error = newError;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withDebugPort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "the debugger's port " + port + " is not one from 0 (any) to " + LAST_PORT);
        }
        ProcessOptionsImpl copy = copy();
        copy.debugPort = port;
        return copy;
    }

    @Override
    public ProcessOptionsImpl withInherited(Class<?>... holders) {
        List<Class<?>> all = new ArrayList<>(inherited);
        all.addAll(List.of(holders));
        ProcessOptionsImpl copy = copy();
        copy.inherited = List.copyOf(all);
        return copy;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Boolean daemon() {
        return daemon;
    }

    @Nullable
    StartMethod startMethod() {
        return startMethod;
    }

    List<String> jvmArguments() {
        return jvmArguments;
    }

    Map<String, String> environment() {
        return environment;
    }

    @Nullable
    Path directory() {
        return directory;
    }

    @Nullable
    Path javaHome() {
        return javaHome;
    }

    Output output() {
        return output;
    }

    Output error() {
        return error;
    }

    int debugPort() {
        return debugPort;
    }

    List<Class<?>> inherited() {
        return inherited;
    }

    private StartMethod chosenMethod() {
        return startMethod != null ? startMethod : StartMethod.standard();
    }

    @Override
    public String startMethodName() {
        return chosenMethod().name();
    }

    @Override
    public boolean choosesHeap() {
        for (String variable : JVM_VARIABLES) {
            if (environment.containsKey(variable)) {
                return true; // it may say so
            }
        }
        for (String argument : jvmArguments) {
            for (String prefix : HEAP_ARGUMENTS) {
                if (argument.startsWith(prefix)) {
                    return true;
                }
            }
        }
        return System.getenv("_JAVA_OPTIONS") != null; // every child inherits it
    }

    @Override
    public byte @Nullable [] snapshot(@Nullable Object target) {
        if (chosenMethod() != StartMethod.FORK) {
            return null;
        }
        Encoder encoder = new Encoder();
        Snapshot.of(target, inherited).write(encoder);
        return encoder.toByteArray();
    }
}
