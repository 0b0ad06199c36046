package org.multiprocessing.internal.child;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.multiprocessing.internal.os.Delay;
import org.multiprocessing.pool.Pool;

/** What a worker is given to do so that it loads what most children load: values of many kinds there and back, and failures. */
@SuppressWarnings("serial") // tasks call members of this class, in a JVM where nobody else has any code
final class AotWorkload {
    /** Long enough for what a child does for itself once it has lived half a second. */
    private static final long LIFE_NANOS = 1_000_000_000;

    private static final int TASKS = 300;

    private enum Colour {
        RED,
        GREEN
    }

    private record Item(int number, String text, List<Integer> list, Colour colour) {}

    private static final class Bean implements Serializable {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, Serializable> values = new HashMap<>();
    }

    private AotWorkload() {}

    static void run(Pool pool) throws InterruptedException {
        List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
        String captured = "captured";
        pool.map(number -> number + 1, numbers);
        pool.map(number -> new Item(number, captured + number, List.of(number), Colour.RED), numbers);
        pool.map(AotWorkload::values, numbers);
        expectFailure(pool);
        await(pool);
    }

    private static Object values(Integer number) {
        Bean bean = new Bean();
        bean.values.put("number", number);
        bean.values.put("duration", Duration.ofMillis(number));
        bean.values.put("text", "text".repeat(number));
        List<Object> list = new ArrayList<>(List.of(1L, 2.0, 3.0f, 'c', true, (short) 1, (byte) 2));
        list.add(bean);
        list.add(new int[number]);
        list.add(new long[number]);
        list.add(new byte[number]);
        list.add(Map.of("key", Colour.GREEN));
        return list;
    }

    private static void expectFailure(Pool pool) throws InterruptedException {
        try {
            pool.submit(AotWorkload::fail).get();
            throw new IllegalStateException("a task that throws has returned");
        } catch (ExecutionException e) {
            // what was asked for
        }
    }

    private static Object fail() {
        throw new IllegalArgumentException("asked for");
    }

    private static void await(Pool pool) throws InterruptedException {
        try {
            pool.submit(AotWorkload::live).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object live() throws IOException {
        Delay.pass(LIFE_NANOS);
        Standby.rehearse(); // what standby JVMs load beside
        Standby.rehearseSharing();
        return "lived";
    }

    /** Ends the worker. Not by closing the pool: its workers have two seconds to end, and writing the notes may take longer. */
    static void end(Pool pool) throws InterruptedException {
        try {
            pool.submit(AotWorkload::exit).get();
        } catch (ExecutionException e) {
            // that the worker has exited
        }
    }

    private static Object exit() {
        System.exit(0);
        return "not reached";
    }
}
