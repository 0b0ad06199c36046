package org.multiprocessing.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.NoLeaks;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.serial.ObjectClosedException;

/** A manager's pool ends, at the server and here, when nobody has it any more or somebody has ended it. */
class ManagedPoolEndTest {
    private static Manager manager;

    @BeforeAll
    static void begin() {
        manager = Multiprocessing.manager();
    }

    @AfterAll
    static void end() {
        manager.close();
    }

    /** What can be asked of the server's own JVM. */
    interface Server {
        void collect();
    }

    private static final class RealServer implements Server {
        @Override
        public void collect() {
            System.gc();
        }
    }

    private static long worker(Pool pool) throws Exception {
        return pool.apply(() -> ProcessHandle.current().pid());
    }

    /** Returns the worker once nothing keeps the first tasks any more, which a pool puts in words when it has begun well. */
    private static long workerOfOlder(Pool pool) throws Exception {
        worker(pool);
        Delays.pass(Delays.SMALL);
        return worker(pool);
    }

    private static void ends(long pid) throws Exception {
        Await.until("worker " + pid + " ends", () -> {
            System.gc();
            return !alive(pid);
        });
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Returns how many threads the fronts of pools have here. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("PoolWorker"))
                .count();
    }

    @Nested
    class Use implements NoLeaks.Hosted {
        @Test
        void poolThatIsDroppedEnds() throws Exception {
            long before = threads();
            ends(workerOfOlder(manager.pool(1)));
            Await.equal("threads", before, ManagedPoolEndTest::threads);
        }

        @Test
        void poolThatIsReleasedEnds() throws Exception {
            long before = threads();
            Pool pool = manager.pool(1);
            long worker = worker(pool);
            Manager.release(pool);
            Await.until("the worker ends", () -> !alive(worker));
            Await.equal("threads", before, ManagedPoolEndTest::threads);
            assertThatThrownBy(pool::size).isInstanceOf(ObjectClosedException.class);
        }

        @Test
        void poolOfADeadProcessEnds() throws Exception {
            Queue<Pool> pools = Multiprocessing.queue();
            Queue<Long> workers = Multiprocessing.queue();
            Pool pool = manager.pool(1);
            pools.put(pool);
            Manager.release(pool);
            Process child = Multiprocessing.process(() -> {
                        workers.put(worker(pools.take()));
                        Way.SIGKILL.take();
                    })
                    .start();
            long worker = workers.take();
            assertThat(child.join(Delays.LONG)).isTrue();
            Await.until("the worker ends", () -> !alive(worker));
            pools.free();
            workers.free();
        }

        /** Nobody has it but what it does. */
        @Test
        void poolWithATaskStaysUntilThatIsDone() throws Exception {
            Queue<Long> workers = manager.queue();
            var gate = manager.event();
            AsyncResult<Integer> result = manager.pool(1).applyAsync(() -> {
                workers.put(ProcessHandle.current().pid());
                gate.await();
                return 7;
            });
            long worker = workers.take();
            System.gc();
            Delays.pass(Delays.SMALL);
            assertThat(alive(worker)).isTrue();
            gate.set();
            assertThat(result.get()).isEqualTo(7);
            ends(worker);
        }

        @Test
        void poolInAnotherObjectEndsWithThat() throws Exception {
            Server server = manager.host(Server.class, RealServer::new);
            Pool pool = manager.pool(1);
            List<Pool> list = manager.list(List.of(pool));
            Manager.release(pool);
            server.collect();
            Pool same = list.getFirst();
            long worker = worker(same);
            Manager.release(same);
            server.collect();
            assertThat(alive(worker)).isTrue();
            list.clear();
            Await.until("the worker ends", () -> {
                server.collect();
                return !alive(worker);
            });
        }

        @Test
        void frontIsTheSameForAllProxiesOfAPool() throws Exception {
            try (Pool pool = manager.pool(2)) {
                List<Pool> list = manager.list(List.of(pool));
                worker(pool);
                long before = threads();
                List<Pool> proxies = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    proxies.add(list.getFirst());
                    worker(proxies.getLast());
                }
                assertThat(threads()).isEqualTo(before);
                proxies.getFirst().shutdown();
                assertThat(pool.isShutdown()).isTrue();
            }
        }

        /** It has a front that nobody has ended here. */
        @Test
        void endByAnotherProcessIsTheEndHere() throws Exception {
            Pool pool = manager.pool(1);
            worker(pool);
            Aside<Boolean> waiter = Aside.call(() -> pool.awaitTermination(1, TimeUnit.DAYS));
            Process child = Multiprocessing.process(pool::close).start();
            assertThat(waiter.result()).isTrue();
            assertThat(pool.isTerminated()).isTrue();
            pool.join();
            assertThat(child.join(Delays.LONG)).isTrue();
        }

        /** The server hears of it even from a program whose main returns at once. */
        @Test
        void shutdownIsTheLastThatAProcessDoes() throws Exception {
            Pool pool = manager.pool(1);
            worker(pool);
            Process child = Multiprocessing.process(pool::shutdown).start();
            assertThat(child.join(Delays.LONG)).isTrue();
            assertThat(pool.isShutdown()).isTrue();
            pool.close();
        }

        /** As the JDK's: an interrupt hurries it, and is kept. */
        @Test
        void closeIsInterruptible() throws Exception {
            Pool pool = manager.pool(1);
            var begun = manager.event();
            var never = manager.event();
            Process child = Multiprocessing.process(
                            () -> pool.apply(() -> {
                                begun.set();
                                never.await();
                            }),
                            o -> o.withError(new Output.Discard()))
                    .start();
            begun.await();
            Aside<Boolean> closer = Aside.call(() -> {
                pool.close();
                return Thread.interrupted();
            });
            closer.waits();
            closer.thread().interrupt();
            assertThat(closer.result()).isTrue();
            child.join();
        }
    }
}
