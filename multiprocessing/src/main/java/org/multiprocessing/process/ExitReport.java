package org.multiprocessing.process;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why and how a process ended.
 *
 * @param pid its process id
 * @param name its name
 * @param exitCode 0, the code it ended with, or minus the number of the signal that ended it
 * @param signal the name of that signal, such as {@code SIGKILL}
 * @param task what it was doing, where that is known
 * @param age how long it lived
 * @param maxMemoryBytes the most resident memory it had, where that could be read before its end
 * @param errorTail its last lines on standard error
 * @param crashLog the crash log of its JVM, if it wrote one; the last ten are kept, until the session of this program ends
 * @param lastStack where it was, as text; empty if that is not known
 */
@SuppressWarnings("serial") // travels as Form, whose fields are all serializable
public record ExitReport(
        long pid,
        String name,
        int exitCode,
        Optional<String> signal,
        Optional<String> task,
        Duration age,
        OptionalLong maxMemoryBytes,
        List<String> errorTail,
        Optional<Path> crashLog,
        String lastStack)
        implements Serializable {

    /** Returns the report in words: one line for the end, then where the process was and what it said last. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("process ")
                .append(name)
                .append(" (pid ")
                .append(pid)
                .append(") ")
                .append(end());
        text.append(" after ").append(age.toMillis()).append(" ms");
        task.ifPresent(what -> text.append(", while running ").append(what));
        maxMemoryBytes.ifPresent(
                bytes -> text.append(", having used ").append(bytes >> 20).append(" MiB"));
        if (!lastStack.isEmpty()) {
            text.append("\n  where it was:\n").append(lastStack.indent(4).stripTrailing());
        }
        if (!errorTail.isEmpty()) {
            text.append("\n  last lines of its standard error:");
            errorTail.forEach(line -> text.append("\n    ").append(line));
        }
        crashLog.ifPresent(file -> text.append("\n  crash log: ").append(file));
        return text.toString();
    }

    private String end() {
        return signal.map(name -> "was ended by " + name).orElse("exited with code " + exitCode);
    }

    private Object writeReplace() {
        return new Form(
                pid,
                name,
                exitCode,
                signal.orElse(null),
                task.orElse(null),
                age,
                maxMemoryBytes.isPresent() ? maxMemoryBytes.getAsLong() : null,
                List.copyOf(errorTail),
                crashLog.map(Path::toString).orElse(null),
                lastStack);
    }

    /** The form in which a report is serialized: {@code Optional} and {@code Path} are not serializable. */
    @SuppressWarnings("serial") // an immutable list of the JDK, which is serializable
    private record Form(
            long pid,
            String name,
            int exitCode,
            @Nullable String signal,
            @Nullable String task,
            Duration age,
            @Nullable Long maxMemoryBytes,
            List<String> errorTail,
            @Nullable String crashLog,
            String lastStack)
            implements Serializable {
        private Object readResolve() {
            return new ExitReport(
                    pid,
                    name,
                    exitCode,
                    Optional.ofNullable(signal),
                    Optional.ofNullable(task),
                    age,
                    maxMemoryBytes == null ? OptionalLong.empty() : OptionalLong.of(maxMemoryBytes),
                    errorTail,
                    Optional.ofNullable(crashLog).map(Path::of),
                    lastStack);
        }
    }
}
