package org.multiprocessing.conformance.pool;

import static org.multiprocessing.Multiprocessing.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.TaskException;

/** A program with a pool, with or without a recording. */
public final class FlightProgram {
    private FlightProgram() {}

    static int lasting(int millis) {
        Delays.pass(Duration.ofMillis(millis));
        return millis;
    }

    static int exit(int code) {
        System.exit(code);
        return code;
    }

    /** Does what its first argument says, with a recording in the file that the second one names. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "record" -> new Recorded(Path.of(arguments[1])).fromTheBeginning();
            case "later" -> new Recorded(Path.of(arguments[1])).later();
            default -> work();
        }
    }

    private static void work() throws Exception {
        try (Pool pool = pool(2)) {
            pool.map(FlightProgram::lasting, List.of(1, 2, 3));
            fails(() -> pool.apply(Work::fail, "on purpose"));
            fails(() -> pool.apply(FlightProgram::exit, 3));
            fails(() -> pool.tasks(t -> t.withTimeout(Delays.SMALL)).apply(() -> Way.spin()));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void fails(Step step) throws Exception {
        try {
            step.run();
            throw new IllegalStateException("it did not fail");
        } catch (TaskException e) {
            System.out.println("failed: " + e.getClass().getSimpleName());
        }
    }

    /** Apart: without a recording, the recorder's classes are not loaded. */
    private record Recorded(Path file) {
        void fromTheBeginning() throws Exception {
            try (Recording recording = new Recording()) {
                recording.start();
                work();
                print(recording);
            }
        }

        void later() throws Exception {
            try (Pool pool = pool(1)) {
                pool.apply(FlightProgram::lasting, 1);
                try (Recording recording = new Recording()) {
                    recording.start();
                    long deadline = System.nanoTime() + Delays.LONG.toNanos();
                    while (count(recording) == 0 && System.nanoTime() - deadline < 0) {
                        pool.apply(FlightProgram::lasting, 100);
                    }
                    print(recording);
                }
            }
        }

        private long count(Recording recording) throws IOException {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("org.multiprocessing.Task"))
                    .count();
        }

        private void print(Recording recording) throws IOException {
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                String name = event.getEventType().getName();
                if (name.startsWith("org.multiprocessing.")) {
                    System.out.println("event " + words(name.substring(20), event));
                }
            }
        }

        private static String words(String name, RecordedEvent event) {
            return switch (name) {
                case "Task" ->
                    name + " " + event.getString("outcome") + " " + event.getString("task") + " in "
                            + event.getString("worker") + " ran " + event.getDuration("runTime") + " waited "
                            + event.getDuration("queueTime") + " of " + event.getDuration();
                case "WorkerEnd" -> name + " " + event.getString("reason") + " " + event.getLong("tasks");
                case "ProcessExit" -> name + " " + event.getInt("exitCode") + " " + event.getString("process");
                default -> name + " " + event.getLong("pid");
            };
        }
    }
}
