package org.multiprocessing.conformance.process;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiprocessing.conformance.support.EvilValue;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Way;

/** Static state for the tests of {@link ForkStateContract}. */
final class Inherited {
    static int number;
    static String text = "initial";
    static Serializable absent = "initial";
    static final List<String> LIST = new ArrayList<>();
    static final Map<String, Integer> MAP = new HashMap<>(Map.of("initial", 0));
    static final int[] ARRAY = {0, 0};
    static final AtomicInteger ATOMIC = new AtomicInteger();
    static final List<String> IMMUTABLE =
            List.of(Long.toString(ProcessHandle.current().pid()));
    static final Object LOCK = new Object();
    static final long PID = ProcessHandle.current().pid();
    static Thread thread = Thread.currentThread();
    static EvilValue evilWhenWritten;
    static EvilValue evilWhenRead;

    private Inherited() {}

    static void change(int n, String s) {
        number = n;
        text = s;
        absent = null;
        LIST.clear();
        LIST.add(s);
        MAP.clear();
        MAP.put(s, n);
        ARRAY[1] = n;
        ATOMIC.set(n);
    }

    static void reset() {
        change(0, "initial");
        LIST.clear();
        absent = "initial";
        evilWhenWritten = null;
        evilWhenRead = null;
        Nested.number = 0;
        Outsiders.Other.number = 0;
    }

    /** Makes values that go wrong on their way. */
    static void poison() {
        evilWhenWritten = new EvilValue(Way.EXCEPTION, EvilValue.Moment.WRITTEN);
        evilWhenRead = new EvilValue(Way.EXCEPTION, EvilValue.Moment.READ);
    }

    static String state() {
        return number + " " + text + " " + absent + " " + LIST + " " + MAP + " " + ARRAY[1] + " " + ATOMIC + " "
                + Nested.number;
    }

    static void tell(Mark go, Mark mark) throws Exception {
        go.await();
        mark.set(state());
        change(77, "changed by the child");
    }

    /** Whether what cannot be taken over is the child's own. */
    static void tellOwn(Mark mark) throws IOException {
        long pid = ProcessHandle.current().pid();
        mark.set((PID == pid) + " " + IMMUTABLE.equals(List.of(Long.toString(pid))) + " " + (LOCK != null) + " "
                + thread.equals(Thread.currentThread()) + " " + (evilWhenRead == null));
    }

    static void tellOther(Mark mark) throws IOException {
        mark.set(Integer.toString(Outsiders.Other.number));
    }

    static int otherNumber(int ignored) {
        return Outsiders.Other.number;
    }

    /** A class of the same nest that nobody uses. */
    static final class Unused {
        static int loads = Mistake.INITIALISED.incrementAndGet();

        private Unused() {}
    }

    /** Counts what must not happen. */
    static final class Mistake {
        static final AtomicInteger INITIALISED = new AtomicInteger();

        private Mistake() {}
    }

    /** A class of the same nest. */
    static final class Nested {
        static int number;

        private Nested() {}
    }
}
