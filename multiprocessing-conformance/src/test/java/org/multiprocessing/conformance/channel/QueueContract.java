package org.multiprocessing.conformance.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.channel.QueueShutDownException;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Aside;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.serial.ObjectClosedException;

/** Queues between processes; what one process can see of them is in {@link QueueTest}. */
@Tag("core")
public abstract class QueueContract extends ChannelContract {
    private static final int EACH = 1_000;

    // ---- many producers, many consumers

    /** Each item is taken once, by whomever, and those of one producer in their order. */
    @Test
    void itemsOfManyProducersGoToManyConsumers() throws Exception {
        Queue<int[]> queue = newQueue(20);
        Queue<List<Integer>> results = newQueue();
        List<Process> all = new ArrayList<>();
        for (int p = 1; p <= 2; p++) {
            int producer = p;
            all.add(start(() -> produce(queue, producer)));
            all.add(start(() -> results.put(consume(queue))));
        }
        produce(queue, 0);
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int[] item = queue.poll(); // the others may have taken everything
            if (item != null) {
                own.add(number(item));
            }
        }
        for (int i = 0; i < all.size(); i += 2) {
            ended(all.get(i));
        }
        queue.shutdown();
        BitSet seen = new BitSet();
        for (List<Integer> taken : List.of(own, results.take(), results.take())) {
            int[] last = {-1, -1, -1};
            for (int number : taken) {
                assertThat(seen.get(number)).as("%s was taken before", number).isFalse();
                seen.set(number);
                int producer = number / EACH;
                assertThat(number).as("order of producer %s", producer).isGreaterThan(last[producer]);
                last[producer] = number;
            }
        }
        assertThat(seen.cardinality()).isEqualTo(3 * EACH);
    }

    private static void produce(Queue<int[]> queue, int producer) throws InterruptedException {
        for (int i = 0; i < EACH; i++) {
            int[] item = new int[2 + i % 500];
            Arrays.fill(item, i);
            item[0] = producer;
            queue.put(item);
        }
    }

    private static int number(int[] item) {
        for (int i = 1; i < item.length; i++) {
            assertThat(item[i]).isEqualTo(item[1]);
        }
        return item[0] * EACH + item[1];
    }

    private static List<Integer> consume(Queue<int[]> queue) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(number(queue.take()));
            }
        } catch (QueueShutDownException e) {
            return taken;
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void itemsOfAllSizesArriveWhole() throws Exception {
        Queue<byte[]> there = newQueue();
        Queue<Object> back = newQueue();
        int[] sizes = {0, 1, 100, 32_767, 32_768, 32_769, 65_536, 1_000_000, 5 << 20, 20 << 20};
        Process child = start(() -> {
            for (int size : sizes) {
                byte[] received = there.take();
                assertThat(received).isEqualTo(bytes(size));
                back.put(size % 2 == 0 ? received : new String(new char[size]));
            }
        });
        for (int size : sizes) {
            there.put(bytes(size));
        }
        for (int size : sizes) {
            assertThat(back.take()).isEqualTo(size % 2 == 0 ? bytes(size) : new String(new char[size]));
        }
        ended(child);
    }

    @Test
    @Bound(seconds = 300)
    void itemOfAGibibyteArrives() throws Exception {
        Assumptions.assumeTrue(ALL, "long: multiprocessing.tests=all");
        Assumptions.assumeTrue(Runtime.getRuntime().maxMemory() > 4L << 30, "not enough heap");
        Queue<byte[]> queue = newQueue();
        Queue<Long> back = newQueue();
        long space = DataFiles.usableSpace();
        Assumptions.assumeTrue(space > 3L << 30, "not enough room: " + space);
        Process child = context()
                .process(
                        () -> back.put((long) Arrays.hashCode(queue.take())),
                        o -> has(Trait.JVM) ? o.withMaxHeapBytes(3L << 30) : o)
                .start();
        byte[] item = new byte[1 << 30];
        item[item.length - 1] = 1;
        queue.put(item);
        queue.put(new byte[0]);
        assertThat(back.poll(Duration.ofMinutes(2))).isEqualTo(Arrays.hashCode(item));
        ended(child);
        assertThat(queue.take()).isEmpty();
    }

    /** CPython test_fork; an item is acknowledged when put returns, whatever becomes of the producer. */
    @Test
    void itemsOutliveTheirProducer() throws Exception {
        needs(Trait.KILL);
        Queue<Integer> queue = newQueue();
        for (int i = 0; i < 10; i++) {
            queue.put(i);
        }
        Process child = startDoomed(() -> {
            for (int i = 10; i < 20; i++) {
                queue.put(i);
            }
            Way.HALT.take();
        });
        child.join();
        for (int i = 0; i < 20; i++) {
            assertThat(queue.poll()).isEqualTo(i);
        }
        assertThat(queue.poll()).isNull();
    }

    // ---- the way

    /** CPython test_nested_startmethod: a queue that was received is sent on. */
    @Test
    void queueGoesToAGrandchildAndBack() throws Exception {
        Queue<Object> queue = newQueue();
        StartMethod method = method();
        inChild(() -> {
            queue.put("child");
            Process grandchild = Multiprocessing.context(method)
                    .process(() -> {
                        queue.put("grandchild");
                        queue.put(queue);
                    })
                    .start();
            grandchild.join();
        });
        assertThat(queue.take()).isEqualTo("child");
        assertThat(queue.take()).isEqualTo("grandchild");
        assertThat(queue.take()).isEqualTo(queue);
        assertThat(queue.isEmpty()).isTrue();
    }

    /** The child has made it, has put it, and is gone. */
    @Test
    void queueOutlivesTheChildThatHasMadeIt() throws Exception {
        Queue<Queue<String>> queue = newQueue();
        StartMethod method = method();
        inChild(() -> {
            Queue<String> made = Multiprocessing.context(method).queue();
            made.put("inside");
            queue.put(made);
        });
        Queue<String> received = own(queue.take());
        assertThat(received.take()).isEqualTo("inside");
        received.put("still there");
        assertThat(received.size()).isEqualTo(1);
    }

    @Test
    void queueOfAnswersTravelsInTheQuestion() throws Exception {
        needs(Trait.COPY);
        Queue<Object[]> questions = newQueue();
        Process child = start(() -> {
            for (Object[] question = questions.take(); question.length > 0; question = questions.take()) {
                answer(question);
            }
        });
        for (int i = 0; i < 20; i++) {
            Queue<Integer> answers = newQueue();
            questions.put(new Object[] {i, answers});
            assertThat(answers.take()).isEqualTo(i * i);
            answers.close();
        }
        questions.put(new Object[0]);
        ended(child);
    }

    @SuppressWarnings("unchecked")
    private static void answer(Object[] question) throws InterruptedException {
        try (Queue<Integer> answers = (Queue<Integer>) question[1]) {
            answers.put((Integer) question[0] * (Integer) question[0]);
        }
    }

    @Test
    void queueOfOneJvmIsRefusedByProcesses() {
        needs(Trait.COPY);
        Queue<Integer> local = own(Multiprocessing.context(StartMethod.THREADS).queue());
        assertThatThrownBy(() -> context().process(local::take).start())
                .isInstanceOf(org.multiprocessing.serial.NotShareableException.class);
    }

    // ---- the end

    @Test
    void shutdownIsToldToAllProcesses() throws Exception {
        Queue<Integer> empty = newQueue();
        Queue<Integer> full = fullQueue(1);
        Counters counters = counters(2);
        List<Process> children = List.of(
                start(() -> {
                    counters.add(0, 1);
                    assertThatThrownBy(empty::take).isInstanceOf(QueueShutDownException.class);
                    assertThat(empty.isShutdown()).isTrue();
                    assertThat(empty.poll(1, TimeUnit.DAYS)).isNull();
                }),
                start(() -> {
                    counters.add(0, 1);
                    assertThatThrownBy(() -> full.put(2)).isInstanceOf(QueueShutDownException.class);
                    assertThatThrownBy(() -> full.offer(2)).isInstanceOf(QueueShutDownException.class);
                    assertThat(full.take()).isEqualTo(1);
                }));
        counters.await("the children", 0, 2);
        Aside<Integer> here = Aside.call(empty::take).waits();
        empty.shutdown();
        full.shutdown();
        for (Process child : children) {
            ended(child);
        }
        here.failure(QueueShutDownException.class);
        assertThat(full.isEmpty()).isTrue();
    }

    @Test
    void closeIsForOneProcessAndFreeForAll() throws Exception {
        Queue<String> queue = newQueue();
        Queue<String> answers = newQueue();
        Process child = start(() -> {
            answers.put(queue.take());
            queue.put("stays");
            answers.put("ready");
            assertThatThrownBy(() -> {
                        while (true) {
                            queue.put(queue.take());
                        }
                    })
                    .isInstanceOf(ObjectClosedException.class);
            assertThat(queue.isClosed()).isTrue();
            answers.put("freed");
        });
        queue.put("hello");
        assertThat(answers.take()).isEqualTo("hello");
        assertThat(answers.take()).isEqualTo("ready");
        if (has(Trait.JVM)) {
            answers.close(); // the child puts more
        }
        queue.free();
        ended(child);
    }

    /** The memory goes when the last one that holds it has closed it or has died. */
    @Test
    void memoryGoesWithTheLastHolder() throws Exception {
        needs(Trait.KILL, Trait.SHARED_MEMORY);
        assertThat(DataFiles.count()).isZero();
        Queue<byte[]> queue = newQueue();
        Counters counters = counters(2);
        queue.put(bytes(3 << 20));
        List<Process> holders = List.of(
                startDoomed(() -> holdUntilKilled(queue, counters)),
                startDoomed(() -> holdUntilClosed(queue, counters)));
        counters.await("both hold it", 0, 2);
        queue.close();
        assertThat(DataFiles.bytes()).isGreaterThan(3 << 20);
        kill(holders.get(0));
        assertThat(DataFiles.bytes()).isGreaterThan(3 << 20);
        counters.set(1, 1);
        counters.await("it has closed it", 0, 3);
        assertThat(DataFiles.count()).isZero();
        ended(holders.get(1));
        Queue<byte[]> next = newQueue();
        Process last = startDoomed(() -> holdUntilKilled(next, counters));
        counters.await("it holds it", 0, 4);
        next.close();
        assertThat(DataFiles.count()).isEqualTo(1);
        kill(last);
        Await.equal("its memory to go", 0L, DataFiles::count);
    }

    private static void holdUntilKilled(Queue<byte[]> queue, Counters counters) throws Exception {
        assertThat(queue.size()).isLessThan(2);
        counters.add(0, 1);
        counters.await("ever", 1, 99);
    }

    private static void holdUntilClosed(Queue<byte[]> queue, Counters counters) throws Exception {
        assertThat(queue.peek()).hasSize(3 << 20);
        counters.add(0, 1);
        counters.await("the parent", 1, 1);
        queue.close();
        counters.add(0, 1);
    }
}
