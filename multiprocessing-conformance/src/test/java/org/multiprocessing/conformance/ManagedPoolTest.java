package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiprocessing.Multiprocessing.args;

import java.io.FileNotFoundException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.manager.Desk;
import org.multiprocessing.conformance.manager.HostedDesk;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.pool.TaskFailed;
import org.multiprocessing.pool.TaskTimedOut;
import org.multiprocessing.pool.WorkerKilled;
import org.multiprocessing.process.Process;
import org.multiprocessing.sync.Event;

/** A manager's pool: the front of it in this process, the workers at the server. */
class ManagedPoolTest {
    private static Manager manager;
    private static Pool pool;

    @BeforeAll
    static void begin() {
        manager = Multiprocessing.manager();
        pool = manager.pool(2);
    }

    @AfterAll
    static void end() {
        pool.terminate();
        manager.close();
    }

    @Nested
    class Use implements NoLeaks.Hosted {
        @Test
        void tasksRunInChildrenOfTheServer() throws Exception {
            long pid = pool.apply(() -> ProcessHandle.current().pid());
            assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(pool.size()).isEqualTo(2);
            assertThatThrownBy(pool::workers)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("server");
        }

        @Test
        void everyWayOfGivingWorkGivesItsResult() throws Exception {
            assertThat(pool.map(i -> i * i, List.of(1, 2, 3))).containsExactly(1, 4, 9);
            assertThat(pool.starmap((a, b) -> a + b, List.of(args(1, 2), args(3, 4))))
                    .containsExactly(3, 7);
            assertThat(pool.<Integer, Integer>apply(i -> i + 1, 1)).isEqualTo(2);
            assertThat(pool.applyAsync(() -> "x").get()).isEqualTo("x");
            assertThat(pool.submit(() -> 5).get()).isEqualTo(5);
            assertThat(pool.mapAsync(i -> i + 1, List.of(1, 2)).get()).containsExactly(2, 3);
            Queue<Integer> seen = manager.queue();
            pool.forEach(i -> seen.add(i), List.of(1, 2, 3));
            assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
            try (Results<Integer> results = pool.imap(i -> -i, List.of(1, 2, 3))) {
                assertThat(results.stream().toList()).containsExactly(-1, -2, -3);
            }
            assertThat(pool.imapUnordered(i -> -i, List.of(1, 2)).stream().toList())
                    .containsExactlyInAnyOrder(-1, -2);
            CompletableFuture<Integer> called = new CompletableFuture<>();
            var _ = pool.applyAsync(() -> 7).onSuccess(called::complete);
            assertThat(called.get(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo(7);
        }

        @Test
        void whatATaskThrowsIsTheCause() throws Exception {
            assertThatThrownBy(() -> pool.apply(() -> {
                        throw new FileNotFoundException("gone");
                    }))
                    .isInstanceOf(TaskFailed.class)
                    .cause()
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessage("gone");
            AsyncResult<?> killed = pool.applyAsync(() -> Way.SIGKILL.take());
            assertThatThrownBy(killed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WorkerKilled.class);
            assertThat(pool.apply(() -> 1)).as("the worker was replaced").isEqualTo(1);
        }

        @Test
        void functionThatCannotTravelIsRefused() {
            Thread thread = Thread.currentThread();
            assertThatThrownBy(() -> pool.apply(() -> thread.getName())).hasStackTraceContaining("java.lang.Thread");
        }

        /** The interrupt of the call ends the task at the server. */
        @Test
        void timeLimitsAndCancellingReachTheWorker() throws Exception {
            assertThatThrownBy(
                            () -> pool.tasks(t -> t.withTimeout(Delays.SMALL)).apply(() -> Way.SPIN.take()))
                    .isInstanceOf(TaskTimedOut.class);
            Event begun = manager.event();
            AsyncResult<?> endless = pool.applyAsync(() -> {
                begun.set();
                Way.SPIN.take();
            });
            begun.await();
            assertThat(endless.cancel(true)).isTrue();
            assertThatThrownBy(endless::get).isInstanceOf(CancellationException.class);
            assertThat(pool.map(i -> i, List.of(1, 2, 3, 4)))
                    .as("both workers are free")
                    .hasSize(4);
        }

        @Test
        void poolGoesToOtherProcesses() throws Exception {
            Pool shared = pool;
            Queue<Integer> results = manager.queue();
            Process child = Multiprocessing.process(() -> results.put(shared.apply(() -> 42)))
                    .start();
            assertThat(child.join(Delays.LONG)).isTrue();
            assertThat(results.poll()).isEqualTo(42);
            Queue<Pool> queue = manager.queue();
            queue.put(pool);
            assertThat(queue.take()).isEqualTo(pool).hasSameHashCodeAs(pool);
        }

        /** As what the manager itself makes does: see the queues above. */
        @Test
        void objectsOfTheProgramsOwnGoIntoTasks() throws Exception {
            Desk desk = manager.host(Desk.class, () -> new HostedDesk("a"));
            long here = ProcessHandle.current().pid();
            assertThat(pool.apply(() -> {
                        desk.rename("b");
                        return List.of(desk.pid(), ProcessHandle.current().pid());
                    }))
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .doesNotContain(here);
            assertThat(desk.name()).isEqualTo("b");
        }

        @Test
        void endIsForAll() throws Exception {
            Pool other = manager.pool(1);
            AsyncResult<Integer> last = other.applyAsync(() -> 1);
            other.close();
            assertThat(last.get()).isEqualTo(1);
            assertThat(other.isShutdown()).isTrue();
            assertThat(other.isTerminated()).isTrue();
            Pool terminated = manager.pool(1);
            AsyncResult<?> endless = terminated.applyAsync(() -> Way.SPIN.take());
            terminated.terminate();
            assertThatThrownBy(endless::get).isInstanceOf(CancellationException.class);
            assertThat(terminated.awaitTermination(Delays.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThatThrownBy(() -> manager.pool(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
