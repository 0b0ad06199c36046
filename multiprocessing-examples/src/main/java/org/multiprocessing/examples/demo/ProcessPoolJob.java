package org.multiprocessing.examples.demo;

import static org.multiprocessing.Multiprocessing.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Cancelled;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerDied;
import org.multiprocessing.process.Output;

/** One task per file in a pool of processes, each with a limit on its time and its heap. */
final class ProcessPoolJob implements Job {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final long HEAP_LIMIT = 256L << 20;
    private static final int STACK_LINES = 2;

    private final Pool pool;

    ProcessPoolJob(int workers) {
        // The JVM announces a crash on standard error, in 18 lines; what matters of them is in the report of the
        // failure.
        pool = pool(
                workers,
                o -> o.withWorkerOptions(w -> w.withMaxHeapBytes(HEAP_LIMIT).withOutput(new Output.Discard())));
    }

    /** The totals of all inputs that could be analysed, and what became of the others. */
    record Report(Totals totals, List<TaskException> failures) {}

    Report runAll(List<String> inputs, Progress progress) {
        Totals totals = new Totals();
        List<TaskException> failures = new ArrayList<>();
        try (Results<Outcome<ClassFacts>> results =
                pool.tasks(t -> t.withTimeout(TIME_LIMIT)).imapOutcomes(Poison::analyse, inputs)) {
            for (Outcome<ClassFacts> outcome : results) {
                switch (outcome) {
                    case Success(ClassFacts facts) -> totals.add(facts);
                    case Failure(TaskException why) -> failures.add(why);
                    case Cancelled() -> throw new IllegalStateException("nobody cancels a task here");
                }
                progress.step();
            }
        }
        return new Report(totals, failures);
    }

    @Override
    public Totals run(List<String> paths, Progress progress) {
        Report report = runAll(paths, progress);
        report.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        return report.totals();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A failure in a few lines: what it was, where, and the first frames of the stack. */
    static String describe(TaskException failure) {
        String where = "%s: input %,d, %s, worker %s, pid %d"
                .formatted(
                        failure.getClass().getSimpleName(),
                        failure.index(),
                        failure.task(),
                        failure.workerName(),
                        failure.pid());
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return Stream.of(Stream.of(where), firstLines(message, 1), firstLines(stack(failure), STACK_LINES))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n    "));
    }

    private static String stack(TaskException failure) {
        return switch (failure) {
            case TaskTimedOut late -> late.stuckStack();
            case WorkerDied died -> died.report().lastStack();
            case TaskFailed failed -> failed.remoteStack();
            default -> "";
        };
    }

    private static Stream<String> firstLines(String text, int count) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(count);
    }
}
