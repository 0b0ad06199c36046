package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.pool.Insights;
import org.multiprocessing.pool.Pool;

/** What a pool tells of its past. */
public abstract class PoolInsightsContract implements Contract {
    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** The parts of a worker's life are all of it. */
    @Test
    void timesMakeUpTheLifeOfTheWorkers() throws Exception {
        long begin = System.nanoTime();
        try (Pool pool = context().pool(2)) {
            pool.map(Work::slowly, range(10));
            Insights insights = pool.insights();
            Duration life = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(insights.replaced()).isZero();
            assertThat(insights.workers())
                    .extracting(Insights.Worker::pid)
                    .containsExactlyElementsOf(
                            pool.workers().stream().map(worker -> worker.pid()).toList());
            Insights.Times total = insights.total();
            assertThat(total.tasks()).isEqualTo(10);
            assertThat(total.working()).isGreaterThanOrEqualTo(Delays.SHORT.multipliedBy(10));
            for (Insights.Worker worker : insights.workers()) {
                Insights.Times times = worker.times();
                assertThat(List.of(times.startUp(), times.waiting(), times.working(), times.idle()))
                        .noneMatch(Duration::isNegative);
                assertThat(times.startUp()
                                .plus(times.waiting())
                                .plus(times.working())
                                .plus(times.idle()))
                        .isLessThanOrEqualTo(life);
            }
        }
    }

    @Test
    void slowestTasksAreThere() throws Exception {
        try (Pool pool = context().pool(2)) {
            int slow = (int) Delays.SMALL.toMillis();
            pool.map(Work::lasting, List.of(1, 1, slow, 1, 1, 1, slow, 1));
            List<Insights.SlowTask> slowest = pool.insights().slowest();
            assertThat(slowest).hasSize(5);
            assertThat(slowest)
                    .filteredOn(task -> task.task().equals("Work.lasting(" + slow + ")"))
                    .extracting(Insights.SlowTask::index)
                    .containsExactlyInAnyOrder(2L, 6L);
            assertThat(slowest.getFirst().took()).isGreaterThanOrEqualTo(Delays.SMALL);
            assertThat(slowest.stream().map(task -> task.took().negated())).isSorted();
            assertThat(pool.insights().toString())
                    .contains("worker", "start-up", "waiting", "working", "idle", "slowest tasks")
                    .contains(slowest.get(0).task(), slowest.get(0).worker());
        }
    }

    /** What runs counts while it runs. */
    @Test
    void runningTaskCounts() throws Exception {
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::square, 1);
            var running = pool.applyAsync(Work::lasting, (int) Delays.SMALL.toMillis());
            Await.until(
                    "it is seen at work",
                    () -> pool.insights().total().working().compareTo(Delays.SHORT) > 0);
            running.join();
        }
    }

    /** However many workers there have been, they are one line. */
    @Test
    void replacedWorkersAreSummed() throws Exception {
        Pool pool = context().pool(1, o -> o.withMaxTasksPerChild(1));
        try (pool) {
            pool.map(Work::same, range(4));
        }
        Insights insights = pool.insights();
        assertThat(insights.workers()).isEmpty();
        assertThat(insights.replaced()).isGreaterThanOrEqualTo(4);
        assertThat(insights.ofReplaced().tasks()).isEqualTo(4);
        assertThat(insights.total()).isEqualTo(insights.ofReplaced());
        assertThat(insights.toString()).contains(insights.replaced() + " replaced");
    }
}
