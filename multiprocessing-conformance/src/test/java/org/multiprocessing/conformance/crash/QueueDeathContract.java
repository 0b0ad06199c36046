package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Queue;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.EvilValue;
import org.multiprocessing.conformance.support.EvilValue.Moment;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;

/** Every way to die, in every phase of what is done with a queue: the others go on at once, and have what was there. */
public abstract class QueueDeathContract implements Contract {
    private static final List<Way> WAYS =
            List.of(Way.EXIT, Way.EXCEPTION, Way.HALT, Way.SIGKILL, Way.SEGV, Way.HEAP, Way.STOP);

    /** Promised. */
    private static final Duration SOON = Delays.within(Duration.ofSeconds(1));

    private static final int LARGE = 16 << 20;
    private static final int READY = 0;
    private static final int TAKEN = 1;
    private static final int PUT = 2;
    private static final int COUNTERS = 3;

    /** Where the process is when it dies. */
    enum Doing {
        ENCODE,
        DECODE,
        /** One thread waits for an item. */
        WAIT_TO_TAKE,
        /** One thread waits for room. */
        WAIT_TO_PUT,
        /** One thread puts large arrays, one after the other. */
        PUT_LARGE,
        TAKE_LARGE
    }

    /** The operating system's end of it is the same for most, so usually only some when no code of the program runs. */
    private static final Set<Way> FEW = EnumSet.of(Way.EXIT, Way.SIGKILL, Way.STOP);

    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));

    static Stream<Arguments> cases() {
        return WAYS.stream()
                .flatMap(way -> Stream.of(Doing.values())
                        .filter(doing -> ALL || FEW.contains(way) || doing == Doing.ENCODE || doing == Doing.DECODE)
                        .map(doing -> Arguments.of(way, doing)));
    }

    static void run(Way way, Doing doing, Queue<Object> queue, Queue<Object> full, Counters marks) throws Exception {
        switch (doing) {
            case ENCODE -> {
                marks.set(READY, 1);
                queue.put(new EvilValue(way, Moment.WRITTEN));
            }
            case DECODE -> {
                Object first = queue.take();
                marks.set(READY, 1);
                queue.take();
                throw new AssertionError("decoded, behind " + first);
            }
            case WAIT_TO_TAKE ->
                aside(marks, () -> {
                    marks.set(READY, 1);
                    queue.take();
                });
            case WAIT_TO_PUT ->
                aside(marks, () -> {
                    marks.set(READY, 1);
                    full.put(way == Way.STOP ? 9 : gift());
                });
            case PUT_LARGE ->
                aside(marks, () -> {
                    for (int number = 1; ; number++) {
                        queue.put(large(number));
                        marks.set(PUT, number);
                        marks.set(READY, 1);
                    }
                });
            case TAKE_LARGE ->
                aside(marks, () -> {
                    while (true) {
                        int[] item = (int[]) queue.take();
                        marks.set(TAKEN, item[0]);
                        marks.set(READY, 1);
                    }
                });
        }
        marks.await("the other thread", READY, 1);
        Delays.pass(Delays.SHORT);
        way.take();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void aside(Counters marks, Work work) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                marks.set(READY, 1);
            }
        });
    }

    /** Some of what lives until its creator ends, but for what somebody else has. */
    private static List<Object> gift() {
        return List.of(Multiprocessing.lock(), Multiprocessing.intArray(100), Multiprocessing.queue());
    }

    private static int[] large(int number) {
        int[] item = new int[LARGE / Integer.BYTES];
        item[0] = number;
        item[item.length - 1] = number;
        return item;
    }

    @ParameterizedTest(name = "{0} while {1}")
    @MethodSource("cases")
    void defect03_theOthersGoOn(Way way, Doing doing) throws Exception {
        Map<Integer, Integer> cells = SlabCells.inUse();
        List<String> files = SlabCells.files();
        Queue<Object> queue = context().queue();
        Queue<Object> full = context().queue(1);
        full.put(1);
        try (Counters marks = Counters.of(COUNTERS)) {
            begin(doing, way, queue);
            Process process = context()
                    .process(
                            () -> run(way, doing, queue, full, marks),
                            o -> o.withMaxHeapBytes(160L << 20).withError(new Output.Discard()))
                    .start();
            try {
                awaitDeath(process, way, marks);
                assertThat(full.poll(SOON)).isEqualTo(1);
                assertThat(full.offer(2, SOON) || doing == Doing.WAIT_TO_PUT).isTrue(); // a stopped one may have put
                check(doing, queue, marks);
            } finally {
                process.kill();
                process.join();
            }
            use(queue);
        }
        queue.free();
        full.free();
        Await.equal("the cells in use", cells, SlabCells::inUse);
        Await.equal("the data files", files, SlabCells::files);
    }

    private static void begin(Doing doing, Way way, Queue<Object> queue) throws Exception {
        if (doing == Doing.DECODE) {
            queue.put(1);
            queue.put(new EvilValue(way, Moment.READ));
            queue.put(2);
        } else if (doing == Doing.TAKE_LARGE) {
            for (int number = 1; number <= 12; number++) {
                queue.put(large(number));
            }
        }
    }

    private static void awaitDeath(Process process, Way way, Counters marks) throws Exception {
        if (way == Way.STOP) {
            marks.await("it is at it", READY, 1);
            Await.until("it is stopped", () -> Unix.isStopped(process.pid()));
            Unix.signal("CONT", process.pid()); // it may have a lock, which a living one keeps
            process.kill();
        }
        assertThat(process.join(Delays.LONG)).as("it ends").isTrue();
    }

    private static void check(Doing doing, Queue<Object> queue, Counters marks) throws Exception {
        List<Integer> left = new ArrayList<>();
        int size = queue.size();
        for (int i = 0; i < size; i++) {
            Object item = queue.poll(SOON);
            assertThat(item).isNotNull();
            left.add(item instanceof int[] large ? large[large.length - 1] : (int) item);
        }
        switch (doing) {
            case ENCODE, WAIT_TO_TAKE, WAIT_TO_PUT -> assertThat(left).isEmpty();
            case DECODE -> assertThat(left).containsExactly(2);
            case PUT_LARGE -> {
                int acknowledged = (int) marks.get(PUT);
                assertThat(left).hasSizeBetween(acknowledged, acknowledged + 1);
                for (int i = 0; i < left.size(); i++) {
                    assertThat(left.get(i)).isEqualTo(i + 1);
                }
            }
            case TAKE_LARGE -> {
                int first = left.isEmpty() ? 13 : left.getFirst();
                assertThat((long) first).isBetween(marks.get(TAKEN) + 1, marks.get(TAKEN) + 2);
                for (int i = 0; i < left.size(); i++) {
                    assertThat(left.get(i)).isEqualTo(first + i);
                }
            }
        }
    }

    private static void use(Queue<Object> queue) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(i, SOON)).isTrue();
            assertThat(queue.poll(SOON)).isEqualTo(i);
        }
        assertThat(queue.size()).isZero();
    }
}
