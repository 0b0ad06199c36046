package org.multiprocessing.pool;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the workers of a pool have done with their time, and which tasks took longest; {@link Pool#insights}. A snapshot, whose
 * {@code toString} is a table.
 *
 * @param workers the workers that live, in the order of their start
 * @param replaced how many workers have ended: recycled, killed for a task, or with the pool
 * @param ofReplaced what those have done, summed
 * @param slowest the tasks that ran longest, the longest first; at most five
 */
public record Insights(List<Worker> workers, int replaced, Times ofReplaced, List<SlowTask> slowest) {
    /**
     * What one worker has done until now.
     *
     * @param name its name
     * @param pid its process id
     * @param times how it has spent its time
     */
    public record Worker(String name, long pid, Times times) {}

    /**
     * How time was spent. The four durations follow each other and mix, and make up a worker's life.
     *
     * @param tasks how many tasks have ended there, in whatever way
     * @param startUp from the start of the process until it could work, with the initializer
     * @param waiting with tasks on the way, and none at work: what giving them costs
     * @param working with a task at work
     * @param idle with no task
     */
    public record Times(long tasks, Duration startUp, Duration waiting, Duration working, Duration idle) {
        static final Times NONE = new Times(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /**
         * Adds two.
         *
         * @param other what is added
         * @return the sum
         */
        public Times plus(Times other) {
            return new Times(
                    tasks + other.tasks,
                    startUp.plus(other.startUp),
                    waiting.plus(other.waiting),
                    working.plus(other.working),
                    idle.plus(other.idle));
        }
    }

    /**
     * A task that took long.
     *
     * @param task its name and its shortened argument
     * @param index of the item in its input, -1 for a single task
     * @param took how long a worker was at it
     * @param worker the name of that worker
     * @param pid its process id
     */
    public record SlowTask(String task, long index, Duration took, String worker, long pid) {}

    /**
     * Makes insights.
     *
     * @param workers the workers that live
     * @param replaced how many have ended
     * @param ofReplaced what those have done
     * @param slowest the tasks that ran longest
     */
    public Insights {
        workers = List.copyOf(workers);
        slowest = List.copyOf(slowest);
    }

    /**
     * Returns what all workers have done, living and replaced.
     *
     * @return the sum
     */
    public Times total() {
        Times sum = ofReplaced;
        for (Worker worker : workers) {
            sum = sum.plus(worker.times());
        }
        return sum;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                "%-20s %8s %9s %9s %9s %9s %9s%n", "worker", "pid", "tasks", "start-up", "waiting", "working", "idle"));
        for (Worker worker : workers) {
            append(text, worker.name(), Long.toString(worker.pid()), worker.times());
        }
        if (replaced > 0) {
            append(text, replaced + " replaced", "", ofReplaced);
        }
        append(text, "all", "", total());
        if (!slowest.isEmpty()) {
            text.append(String.format("slowest tasks%n"));
        }
        for (SlowTask task : slowest) {
            text.append(String.format(
                    "%9s  %s%s in %s (pid %d)%n",
                    words(task.took()),
                    task.task(),
                    task.index() < 0 ? "" : " (item " + task.index() + ")",
                    task.worker(),
                    task.pid()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String pid, Times times) {
        text.append(String.format(
                "%-20s %8s %9d %9s %9s %9s %9s%n",
                name,
                pid,
                times.tasks(),
                words(times.startUp()),
                words(times.waiting()),
                words(times.working()),
                words(times.idle())));
    }

    private static String words(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds >= 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds >= 1e-3
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.1f us", seconds * 1e6);
    }
}
