package org.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts child JVMs, each a fresh one. */
public final class Launcher {
    /**
     * The one thread that starts all children, for the life of this JVM: on Linux a child that asked to die with its parent
     * dies with the <em>thread</em> that started it.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("multiprocessing-starter").factory());

    private Launcher() {}

    /** Begins to load, beside the caller, what the first start needs: some 20 ms that the caller can use otherwise. */
    public static void prepare() {
        STARTER.execute(() -> {
            CommandLine.inherited();
            AotCache.ofThisJvm();
            new ProcessBuilder().redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
        });
    }

    /**
     * Starts the JVM of the process in {@code slot} of the session in {@code folder}; returns when it has been created,
     * which is long before it runs.
     */
    public static Process launch(LaunchSpec spec, Path folder, int slot, int generation) throws IOException {
        Future<Process> started = STARTER.submit(() -> start(spec, folder, slot, generation));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true; // a start cannot be left half-way; it takes a few milliseconds
                } catch (ExecutionException e) {
                    throw asIs(Objects.requireNonNull(e.getCause()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException asIs(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private static Process start(LaunchSpec spec, Path folder, int slot, int generation) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(CommandLine.of(spec, folder, slot, generation));
        if (spec.directory() != null) {
            builder.directory(spec.directory().toFile());
        }
        // What they say is in the arguments already; a second reading would add agents and print a note.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(spec.environment());
        if (spec.isFrozen()) {
            FrozenProgram.addTo(builder.environment(), CommandLine.argumentFile(spec, folder));
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
        builder.redirectOutput(spec.output());
        builder.redirectError(spec.error());
        return builder.start();
    }

    private static File nullDevice() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
