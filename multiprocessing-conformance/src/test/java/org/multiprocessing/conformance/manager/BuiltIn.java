package org.multiprocessing.conformance.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.multiprocessing.channel.JoinableQueue;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.manager.Manager;
import org.multiprocessing.manager.Namespace;
import org.multiprocessing.memory.DoubleArray;
import org.multiprocessing.memory.IntArray;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.memory.StructArray;
import org.multiprocessing.memory.StructValue;
import org.multiprocessing.sync.Barrier;
import org.multiprocessing.sync.BoundedSemaphore;
import org.multiprocessing.sync.Condition;
import org.multiprocessing.sync.Event;
import org.multiprocessing.sync.Held;
import org.multiprocessing.sync.Lock;
import org.multiprocessing.sync.RLock;
import org.multiprocessing.sync.Semaphore;

/** The objects that every manager makes, and what one does with them who may not send functions. */
enum BuiltIn {
    LIST {
        @Override
        void use(Manager manager) {
            List<Object> list = manager.list(List.of(3, 1));
            list.add(2);
            list.sort(null);
            assertThat(list).containsExactly(1, 2, 3);
            list.removeIf(element -> element.equals(2));
            list.replaceAll(element -> (Integer) element * 2);
            assertThat(list.subList(1, 2)).containsExactly(6);
            assertThat(manager.copyOf(list)).isInstanceOf(ArrayList.class).containsExactly(2, 6);
            list.add(manager.list(List.of("inner")));
            assertThat(list.get(2)).isEqualTo(List.of("inner"));
        }
    },
    DICT {
        @Override
        void use(Manager manager) {
            ConcurrentMap<String, Integer> dict = manager.dict(Map.of("a", 1));
            assertThat(dict.merge("a", 2, Integer::sum)).isEqualTo(3);
            assertThat(dict.compute("b", (_, value) -> value == null ? 10 : value + 1))
                    .isEqualTo(10);
            assertThat(dict.putIfAbsent("b", 11)).isEqualTo(10);
            assertThat(dict.replace("b", 10, 12)).isTrue();
            assertThat(dict).containsExactly(entry("a", 3), entry("b", 12));
            assertThat(dict.keySet().remove("a")).isTrue();
            assertThat(dict).hasSize(1);
        }
    },
    SET {
        @Override
        void use(Manager manager) {
            Set<String> set = manager.set();
            assertThat(set.add("x")).isTrue();
            assertThat(set.add("x")).isFalse();
            set.addAll(List.of("y", "z"));
            assertThat(set.retainAll(Set.of("x", "z"))).isTrue();
            assertThat(set).containsExactly("x", "z");
        }
    },
    NAMESPACE {
        @Override
        void use(Manager manager) {
            Namespace namespace = manager.namespace();
            namespace.set("limit", 10);
            namespace.set("point", new Point(1, 2));
            assertThat(namespace.get("limit", int.class)).isEqualTo(10);
            assertThat(namespace.get("point")).isEqualTo(new Point(1, 2));
            assertThat(namespace.names()).containsExactlyInAnyOrder("limit", "point");
            assertThat(namespace.remove("limit")).isTrue();
        }
    },
    LOCK {
        @Override
        void use(Manager manager) throws Exception {
            Lock lock = manager.lock();
            excludes(lock);
        }
    },
    RLOCK {
        @Override
        void use(Manager manager) throws Exception {
            RLock lock = manager.rlock();
            lock.lock();
            excludes(lock);
            lock.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
    },
    SEMAPHORE {
        @Override
        void use(Manager manager) throws Exception {
            Semaphore semaphore = manager.semaphore(1);
            try (Held _ = semaphore.hold()) {
                assertThat(semaphore.tryAcquire(Delays.SHORT)).isFalse();
            }
            semaphore.release();
            semaphore.acquire(2);
            assertThat(semaphore.availablePermits()).isZero();
        }
    },
    BOUNDED_SEMAPHORE {
        @Override
        void use(Manager manager) throws Exception {
            BoundedSemaphore semaphore = manager.boundedSemaphore(2);
            assertThat(semaphore.bound()).isEqualTo(2);
            semaphore.acquire();
            semaphore.release();
            org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(semaphore::release);
        }
    },
    CONDITION {
        @Override
        void use(Manager manager) throws Exception {
            RLock lock = manager.rlock();
            for (Condition condition : List.of(manager.condition(), manager.condition(lock), lock.newCondition())) {
                Event waiting = manager.event();
                Aside<Void> waiter = Aside.run(() -> {
                    try (Held _ = condition.hold()) {
                        waiting.set();
                        condition.await();
                    }
                });
                assertThat(waiting.await(Delays.LONG)).isTrue();
                try (Held _ = condition.hold()) {
                    condition.signalAll();
                }
                waiter.result();
            }
        }
    },
    EVENT {
        @Override
        void use(Manager manager) throws Exception {
            Event event = manager.event();
            Aside<Void> waiter = Aside.run(event::await);
            waiter.waits();
            event.set();
            waiter.result();
            event.clear();
            assertThat(event.isSet()).isFalse();
        }
    },
    BARRIER {
        @Override
        void use(Manager manager) throws Exception {
            Barrier barrier = manager.barrier(2);
            Aside<Integer> first = Aside.call(barrier::await);
            int mine = barrier.await();
            assertThat(List.of(mine, first.result())).containsExactlyInAnyOrder(0, 1);
        }
    },
    QUEUE {
        @Override
        void use(Manager manager) throws Exception {
            Queue<Object> queue = manager.queue(2);
            queue.put("one");
            queue.put(List.of(2));
            assertThat(queue.offer("three", Delays.SHORT)).isFalse();
            assertThat(queue.take()).isEqualTo("one");
            Aside<Object> taker = Aside.call(() -> {
                queue.take();
                return queue.take();
            });
            taker.waits();
            queue.put(3);
            assertThat(taker.result()).isEqualTo(3);
        }
    },
    JOINABLE_QUEUE {
        @Override
        void use(Manager manager) throws Exception {
            JoinableQueue<Integer> queue = manager.joinableQueue();
            queue.put(1);
            Aside<Void> joiner = Aside.run(queue::join);
            assertThat(queue.take()).isEqualTo(1);
            joiner.waits();
            queue.taskDone();
            joiner.result();
        }
    },
    VALUES {
        @Override
        void use(Manager manager) {
            assertThat(manager.byteValue((byte) 1).getAndAdd((byte) 2)).isEqualTo((byte) 1);
            assertThat(manager.shortValue((short) 1).get()).isEqualTo((short) 1);
            assertThat(manager.charValue('a').get()).isEqualTo('a');
            assertThat(manager.booleanValue(true).get()).isTrue();
            assertThat(manager.intValue(1).compareAndSet(1, 5)).isTrue();
            assertThat(manager.floatValue(1.5f).get()).isEqualTo(1.5f);
            assertThat(manager.doubleValue(1.5).addAndGet(1)).isEqualTo(2.5);
            LongValue value = manager.longValue(1L << 40);
            try (Held _ = value.hold()) {
                value.set(value.get() + 1);
            }
            assertThat(value.get()).isEqualTo((1L << 40) + 1);
            assertThat(value.updateAndGet(x -> -x)).isEqualTo(-(1L << 40) - 1);
        }
    },
    ARRAYS {
        @Override
        void use(Manager manager) {
            assertThat(manager.byteArray(3).length()).isEqualTo(3);
            assertThat(manager.shortArray(3).toArray()).containsOnly(0);
            assertThat(manager.charArray(1).get(0)).isEqualTo('\0');
            assertThat(manager.booleanArray(2).toArray()).containsExactly(false, false);
            assertThat(manager.longArray(2).getAndAdd(1, 5)).isZero();
            assertThat(manager.floatArray(1).length()).isEqualTo(1);
            DoubleArray doubles = manager.doubleArray(2);
            doubles.set(1, 2);
            assertThat(doubles.toArray()).containsExactly(0, 2);
            IntArray ints = manager.intArray(4);
            ints.copyFrom(new int[] {4, 3, 2, 1}, 0, 0, 4);
            ints.sort();
            assertThat(ints.toArray()).containsExactly(1, 2, 3, 4);
        }
    },
    STRUCTS {
        @Override
        void use(Manager manager) {
            StructValue<Point> point = manager.struct(new Point(1, 2));
            assertThat(point.updateAndGet(old -> new Point(old.y(), old.x()))).isEqualTo(new Point(2, 1));
            StructArray<Point> points = manager.structArray(Point.class, 2);
            points.set(1, new Point(3, 4));
            assertThat(new ArrayList<>(points.stream().toList())).containsExactly(new Point(0, 0), new Point(3, 4));
        }
    },
    /** Its tasks are functions; without them it has no use. */
    POOL {
        @Override
        void use(Manager manager) {
            assertThatThrownBy(() -> manager.pool(1))
                    .isInstanceOf(SecurityException.class)
                    .hasMessageContaining("withFunctions");
        }
    };

    /** A value that is a record. */
    record Point(int x, int y) {}

    /** Makes one and does with it what it is for. */
    abstract void use(Manager manager) throws Exception;

    private static void excludes(Lock lock) throws Exception {
        try (Held _ = lock.hold()) {
            assertThat(Aside.call(() -> lock.tryLock()).result()).isFalse();
            assertThat(lock.ownerPid()).hasValue(ProcessHandle.current().pid());
            Aside<Void> waiter = Aside.run(lock::lockInterruptibly);
            waiter.waits();
            waiter.thread().interrupt();
            waiter.failure(InterruptedException.class);
        }
    }
}
