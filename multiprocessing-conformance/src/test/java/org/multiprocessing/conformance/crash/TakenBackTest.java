package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.process.Process;

/** What a pool takes back from a worker that goes on meanwhile. */
@Bound(seconds = 60)
class TakenBackTest {
    private static final String CALLER = "caller";
    private static final int ITEMS = 4_000;

    /** Not the first of its chunk, and late enough for the pool to know that items are short, and to send some ahead. */
    private static final int LONG_ITEM = 1_001;

    // counters

    private static final int READY = 0;
    private static final int GO = 1;
    private static final int RUNS = 2;
    private static final int MAY_END = 3;
    private static final int COUNTERS = 4;

    private static void run(Counters marks) throws Exception {
        Thread.currentThread().setName(CALLER);
        try (Pool pool = Multiprocessing.pool(1)) {
            pool.apply(Math::abs, 1);
            marks.set(READY, 1);
            marks.await("the debugger", GO, 1);
            try (Results<Integer> results = pool.tasks(t -> t.withChunkSize(2))
                    .imap(
                            item -> item(item, marks),
                            IntStream.range(0, ITEMS).boxed().toList())) {
                for (int item = 0; item < LONG_ITEM; item++) {
                    results.next();
                }
                marks.await("the long item", RUNS, 1);
            }
        }
    }

    private static int item(int item, Counters marks) throws Exception {
        if (item == LONG_ITEM) {
            marks.set(RUNS, 1);
            marks.await("the end of the long item", MAY_END, 1);
        }
        return item;
    }

    /** The pool writes down what it takes back, and is held up until the worker has skipped some of that. */
    @Test
    void noItemIsForgottenByAPoolThatIsSlowToLookWhatHasBegun() throws Exception {
        try (Counters marks = Counters.of(COUNTERS)) {
            Process program;
            try (Debugger debugger = Debugger.listen()) {
                program = Multiprocessing.process(
                                () -> run(marks),
                                o -> o.withJvmArguments(debugger.argument()).withDaemon(false))
                        .start();
                debugger.accept();
                marks.await("the program", READY, 1);
                debugger.stopAtEnd(CALLER, "org.multiprocessing.pool.WorkerChannel", "revoke");
                marks.set(GO, 1);
                debugger.follow(1);
                marks.set(MAY_END, 1);
                Delays.pass(Delays.MEDIUM); // for the worker to come to what it skips; nobody sees that before the pool
                // goes on
            }
            try {
                assertThat(program.join(Delays.LONG)).as("the pool ends").isTrue();
                assertThat(program.exitCode()).hasValue(0);
            } finally {
                program.kill();
                program.join();
            }
        }
    }
}
