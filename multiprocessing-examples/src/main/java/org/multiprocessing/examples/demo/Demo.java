package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.pool.TaskException;

/**
 * Analyses all class files of the running JDK in one thread, in a pool of threads and in a pool of processes, and then
 * once more with three inputs that end any thread pool.
 */
public final class Demo {

    private static final int WARM_UP_SHARE = 10;

    private final Settings settings;
    private final List<String> paths;

    private Demo(Settings settings) throws IOException {
        this.settings = settings;
        List<String> all = ClassFiles.all();
        paths = spread(all, Math.min(settings.classes(), all.size()));
    }

    /** Runs the demo; see {@link Settings} for the arguments. */
    public static void main(String[] args) throws Exception {
        Settings settings;
        try {
            settings = Settings.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new Demo(settings).run();
    }

    private void run() throws Exception {
        int workers = settings.workers();
        IO.println("%,d class files of Java %s, %d workers".formatted(paths.size(), Runtime.version(), workers));
        IO.println("\nPart 1: the same job three ways");
        Measured single = inOneThread();
        Measured threaded = inThreads(workers, single);
        long begin = System.nanoTime();
        try (ProcessPoolJob processes = new ProcessPoolJob(workers)) {
            Measured pooled = measure(workers + " processes", begin, processes, workers);
            IO.println(pooled.line(single));
            IO.println("""
                  (Start and warm-up, on one class file in %d, are counted apart. The threads run in a JVM that
                  the one thread has warmed; each process begins cold, and warms up on as many files.)\
                """.formatted(WARM_UP_SHARE));
            requireEqual("totals equal", single.totals(), threaded.totals(), pooled.totals());
            IO.println(single.totals().toString().indent(2).stripTrailing());
            partTwo(processes, single.totals());
        }
    }

    private Measured inOneThread() throws Exception {
        Measured single = measure("one thread", System.nanoTime(), new OneThreadJob(), 1);
        IO.println(single.line());
        return single;
    }

    private Measured inThreads(int workers, Measured single) throws Exception {
        long begin = System.nanoTime();
        try (Job threads = new ThreadPoolJob(workers)) {
            Measured threaded = measure(workers + " threads", begin, threads, 1);
            IO.println(threaded.line(single));
            return threaded;
        }
    }

    private void partTwo(ProcessPoolJob processes, Totals expected) {
        IO.println("\nPart 2: the same job with three poisoned inputs, in the process pool");
        long begin = System.nanoTime();
        ProcessPoolJob.Report report;
        try (Progress progress = new Progress("  poisoned", paths.size() + Poison.values().length)) {
            report = processes.runAll(poisoned(), progress);
        }
        IO.println("  %,d class files analysed, %d inputs failed, %.1f s"
                .formatted(report.totals().classes(), report.failures().size(), secondsSince(begin)));
        report.failures().stream()
                .sorted(Comparator.comparingLong(TaskException::index))
                .forEach(failure -> IO.println("  " + ProcessPoolJob.describe(failure)));
        requireEqual("totals of all others equal to part 1", expected, report.totals());
    }

    /** What one way of doing the job took. */
    private record Measured(String label, double start, double seconds, Totals totals) {

        String line() {
            return "  %-14s %5.1f s after a start of %4.1f s".formatted(label, seconds, start);
        }

        String line(Measured single) {
            return "%s, %.2f times as fast".formatted(line(), single.seconds / seconds);
        }
    }

    /** Runs a job twice: on a few files, so often that every worker gets warm, and then on all. */
    private Measured measure(String label, long begin, Job job, int warmUps) throws Exception {
        List<String> sample = spread(paths, Math.ceilDiv(paths.size(), WARM_UP_SHARE));
        List<String> warmUp = new ArrayList<>();
        for (int i = 0; i < warmUps; i++) {
            warmUp.addAll(sample);
        }
        run(job, label + ", warm-up", warmUp);
        double start = secondsSince(begin);
        long warm = System.nanoTime();
        Totals totals = run(job, label, paths);
        return new Measured(label, start, secondsSince(warm), totals);
    }

    private static Totals run(Job job, String label, List<String> inputs) throws Exception {
        try (Progress progress = new Progress("  " + label, inputs.size())) {
            return job.run(inputs, progress);
        }
    }

    /** The class files with the three poisons between them. */
    private List<String> poisoned() {
        List<String> inputs = new ArrayList<>(paths);
        Poison[] poisons = Poison.values();
        for (int i = poisons.length; i > 0; i--) {
            inputs.add(paths.size() * i / (poisons.length + 1), poisons[i - 1].path());
        }
        return inputs;
    }

    private static void requireEqual(String what, Totals expected, Totals... others) {
        boolean equal = List.of(others).stream().allMatch(expected::equals);
        IO.println("%s: %s".formatted(what, equal ? "yes" : "NO"));
        if (!equal) {
            throw new IllegalStateException(what + ": no; expected\n" + expected + "\nbut got\n" + List.of(others));
        }
    }

    /** Takes {@code count} of the items, evenly. */
    private static <T> List<T> spread(List<T> items, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> items.get((int) ((long) i * items.size() / count)))
                .toList();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / (double) Duration.ofSeconds(1).toNanos();
    }
}
