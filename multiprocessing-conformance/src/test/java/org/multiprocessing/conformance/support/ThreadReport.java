package org.multiprocessing.conformance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Where every thread is, in this JVM and in those below it; for the end of a test that hangs. */
public final class ThreadReport {
    private static final long JCMD_SECONDS = 10;

    private ThreadReport() {}

    /** Returns the stacks of this JVM and of all its descendants. */
    public static String ofTree() {
        StringBuilder text = new StringBuilder(ofThisJvm());
        ProcessHandle.current().descendants().forEach(process -> text.append(of(process)));
        return text.toString();
    }

    static String ofThisJvm() {
        StringBuilder text = new StringBuilder("==== this JVM, pid ")
                .append(ProcessHandle.current().pid())
                .append('\n');
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            text.append('"')
                    .append(thread.getName())
                    .append("\" ")
                    .append(thread.getState())
                    .append('\n');
            for (StackTraceElement frame : entry.getValue()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    private static String of(ProcessHandle process) {
        String name = process.info().commandLine().orElse("?");
        return "==== descendant, pid " + process.pid() + " of "
                + process.parent().map(ProcessHandle::pid).orElse(-1L) + ": " + name + "\n" + status(process.pid())
                + stacks(process.pid());
    }

    private static String status(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(
                            line -> line.startsWith("State") || line.startsWith("Threads") || line.startsWith("VmRSS"))
                    .collect(Collectors.joining(", ", "", "\n"));
        } catch (IOException | UncheckedIOException e) {
            return "(no status: " + e + ")\n";
        }
    }

    private static String stacks(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Path file = Files.createTempFile("threads", ".txt");
            try {
                Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "Thread.print", "-l"))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
                if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return "(it does not answer jcmd: stopped, not a JVM, or not yet or no longer one)\n";
                }
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return "(no stacks: " + e + ")\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "(no stacks: interrupted)\n";
        }
    }
}
