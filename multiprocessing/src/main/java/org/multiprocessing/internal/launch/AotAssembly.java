package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The steps of the training program that need a JVM with the flags of a child: recording, assembling, trying. */
public final class AotAssembly {
    private static final LaunchSpec PLAIN = new LaunchSpec(
            null, List.of(), Map.of(), null, ProcessBuilder.Redirect.INHERIT, ProcessBuilder.Redirect.INHERIT);

    private final Path work;

    /** With the folder for the files. */
    public AotAssembly(Path work) {
        this.work = work;
    }

    /**
     * Returns the arguments with which a child notes at its end what it has loaded, but not what was hot: the compiler would
     * begin with that in every child, and a short process would wait for it at its end.
     */
    public List<String> recording() {
        return List.of(
                "-XX:AOTMode=record",
                "-XX:AOTConfiguration=" + configuration(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining");
    }

    private Path configuration() {
        return work.resolve("configuration");
    }

    /** Makes the cache from what the child has noted, and puts it in its place if a JVM takes it. */
    public void assemble() throws IOException, InterruptedException {
        Path untried = work.resolve("untried");
        run(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration(), "-XX:AOTCache=" + untried));
        // This mode makes a JVM end that would otherwise complain and run without.
        run(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + untried, "--dry-run", CommandLine.CHILD_MAIN));
        Files.move(untried, work.resolve("cache"));
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = CommandLine.withFlagsOfAChild(PLAIN, work);
        command.addAll(arguments);
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("exit code " + code + " of a JVM with " + arguments);
        }
    }
}
