package org.multiprocessing.conformance.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Outcome;
import org.multiprocessing.pool.Outcome.Failure;
import org.multiprocessing.pool.Outcome.Success;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskException;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskNotSerializable;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.Tasks;
import org.multiprocessing.pool.WorkerKilled;

/** Chunks are how items travel, and nothing else: each item is a task of its own. */
public abstract class PoolChunkContract implements Contract {
    private static final int CHUNK = 10;
    private static final int BAD = 5;

    @TempDir
    Path folder;

    private static List<Integer> range(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static Tasks chunked(Pool pool) {
        return pool.tasks(t -> t.withChunkSize(CHUNK));
    }

    private static int taken(Tally tally, Way way, int x) throws Exception {
        tally.add(x);
        if (x == BAD) {
            way.take();
        }
        return x;
    }

    /** Asserts that one item failed so, that the others succeeded, and that each ran once. */
    private static void assertOneBad(List<Outcome<Integer>> outcomes, Tally tally, Class<? extends TaskException> how)
            throws Exception {
        for (int i = 0; i < outcomes.size(); i++) {
            if (i == BAD) {
                assertThat(outcomes.get(i)).isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.why()).isInstanceOf(how);
                    assertThat(failure.why().index()).isEqualTo(BAD);
                    assertThat(failure.why().task()).endsWith("(" + BAD + ")");
                });
            } else {
                assertThat(outcomes.get(i)).isEqualTo(new Success<>(i));
            }
        }
        assertThat(tally.count()).isEqualTo(outcomes.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000, 100_000})
    void resultsDoNotDependOnTheSize(int size) throws Exception {
        try (Pool pool = context().pool(2)) {
            Tasks chunked = pool.tasks(t -> t.withChunkSize(size));
            assertThat(chunked.map(Work::square, range(5000)))
                    .isEqualTo(range(5000).stream().map(Work::square).toList());
            assertThat(chunked.map(Work::square, List.of())).isEmpty();
            List<Integer> unordered = new ArrayList<>();
            chunked.imapUnordered(Work::same, range(300)).forEachRemaining(unordered::add);
            assertThat(unordered).containsExactlyInAnyOrderElementsOf(range(300));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void wrongSizesAreRefused(int size) throws Exception {
        try (Pool pool = context().pool(1)) {
            assertThatThrownBy(() -> pool.tasks(t -> t.withChunkSize(size)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(size))
                    .hasMessageContaining("withChunkSize");
        }
    }

    /** A chunk of 10 has 9 answers and one error, and nothing runs twice. */
    @Test
    void deathIsAboutTheItemThatRan() throws Exception {
        needs(Trait.KILL);
        Tally tally = Tally.in(folder, "ran");
        try (Pool pool = context().pool(1)) {
            assertOneBad(
                    chunked(pool).mapOutcomes(x -> taken(tally, Way.SIGKILL, x), range(3 * CHUNK)),
                    tally,
                    WorkerKilled.class);
        }
    }

    @Test
    void exceptionIsAboutTheItemThatThrew() throws Exception {
        Tally tally = Tally.in(folder, "ran");
        try (Pool pool = context().pool(1)) {
            assertOneBad(
                    chunked(pool).mapOutcomes(x -> taken(tally, Way.EXCEPTION, x), range(2 * CHUNK)),
                    tally,
                    TaskFailed.class);
        }
    }

    @Test
    void timeLimitIsAboutASingleItem() throws Exception {
        needs(Trait.KILL);
        Tally tally = Tally.in(folder, "ran");
        try (Pool pool = context().pool(1)) {
            pool.apply(Work::nothing);
            assertOneBad(
                    pool.tasks(t -> t.withChunkSize(CHUNK).withTimeout(Delays.MEDIUM.dividedBy(2)))
                            .mapOutcomes(x -> taken(tally, Way.SPIN, x), range(2 * CHUNK)),
                    tally,
                    TaskTimedOut.class);
        }
    }

    @Test
    void retryIsAboutASingleItem() throws Exception {
        needs(Trait.KILL);
        Tally tally = Tally.in(folder, "ran");
        try (Pool pool = context().pool(1)) {
            Tasks patient = pool.tasks(t -> t.withChunkSize(CHUNK).withRetries(2));
            assertThat(patient.map(x -> x == BAD ? Work.succeedAfter(2, tally).length() : x, range(CHUNK)))
                    .isEqualTo(range(CHUNK).stream()
                            .map(x -> x == BAD ? "at last".length() : x)
                            .toList());
            assertThat(tally.count()).isEqualTo(3);
        }
    }

    @Test
    void itemThatCannotTravelFailsAlone() throws Exception {
        needs(Trait.COPY);
        try (Pool pool = context().pool(1)) {
            List<Object> items = new ArrayList<>(range(CHUNK));
            items.set(BAD, new Object());
            List<Outcome<Object>> outcomes = chunked(pool).mapOutcomes(x -> x, items);
            for (int i = 0; i < CHUNK; i++) {
                if (i == BAD) {
                    assertThat(((Failure<Object>) outcomes.get(i)).why()).isInstanceOf(TaskNotSerializable.class);
                } else {
                    assertThat(outcomes.get(i)).isEqualTo(new Success<Object>(i));
                }
            }
        }
    }

    /** The first result of a chunk does not wait for the second. */
    @Test
    void resultIsThereAsSoonAsItsItemIsDone() throws Exception {
        Mark mark = Mark.in(folder, "go");
        try (Pool pool = context().pool(1);
                Results<Integer> results =
                        chunked(pool).imap(x -> x == 1 ? Work.waitFor(mark).length() : x, range(4))) {
            assertThat(results.next(Delays.LONG)).isZero();
            mark.set("on");
            assertThat(results.next(Delays.LONG)).isEqualTo("seen".length());
            assertThat(results.next(Delays.LONG)).isEqualTo(2);
        }
    }

    /** What travelled with a long item does not wait for it while another worker is idle. */
    @Test
    void itemsBehindALongOneAreDoneByAnother() throws Exception {
        Mark mark = Mark.in(folder, "go");
        try (Pool pool = context().pool(2)) {
            pool.map(Work::square, range(4));
            Results<Integer> results =
                    chunked(pool).imapUnordered(x -> x == 0 ? Work.waitFor(mark).length() : x, range(2 * CHUNK));
            List<Integer> others = new ArrayList<>();
            for (int i = 1; i < 2 * CHUNK; i++) {
                others.add(results.next(Delays.LONG));
            }
            assertThat(others)
                    .containsExactlyInAnyOrderElementsOf(range(2 * CHUNK).subList(1, 2 * CHUNK));
            mark.set("on");
            assertThat(results.next(Delays.LONG)).isEqualTo("seen".length());
        }
    }

    @Test
    void workersRetireInTheMiddleOfAChunk() throws Exception {
        needs(Trait.JVM);
        try (Pool pool = context().pool(1, o -> o.withMaxTasksPerChild(4))) {
            List<Long> pids = chunked(pool).map(Work::pid, range(CHUNK));
            assertThat(new HashSet<>(pids)).hasSize(3);
            assertThat(pids.subList(0, 4)).containsOnly(pids.getFirst());
        }
    }

    /** What the items of a chunk hold is held until each has been done. */
    @Test
    void sharedObjectsTravelInChunks() throws Exception {
        try (Pool pool = context().pool(2)) {
            List<Queue<Integer>> queues = new ArrayList<>();
            for (int i = 0; i < CHUNK; i++) {
                queues.add(context().queue(2));
            }
            chunked(pool).forEach(queue -> queue.put(1), queues);
            for (Queue<Integer> queue : queues) {
                assertThat(queue.take()).isEqualTo(1);
                queue.free();
            }
        }
    }

    /** Cancelling what is on its way leaves the pool usable. */
    @Test
    void closedResultsLeaveTheRestUndone() throws Exception {
        Tally tally = Tally.in(folder, "ran");
        try (Pool pool = context().pool(1)) {
            try (Results<Integer> results = chunked(pool).imap(x -> Work.talliedSlowly(tally, x), range(10 * CHUNK))) {
                assertThat(results.next()).isZero();
            }
            assertThat(pool.apply(Work::square, 3)).isEqualTo(9);
            assertThat(tally.count()).isLessThan(10 * CHUNK);
        }
    }
}
