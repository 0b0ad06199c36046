package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.pool.Results;
import org.multiprocessing.process.Process;

/** Results in the order of completion, of a pool whose threads do not get on equally well. */
@Bound(seconds = 60)
class CompletionOrderTest {
    // counters

    private static final int READY = 0;
    private static final int GO = 1;
    private static final int HELD_UP = 2;
    private static final int TAKEN = 3;
    private static final int COUNTERS = 4;

    private static void run(Counters marks) throws Exception {
        try (Pool pool = Multiprocessing.pool(1)) {
            pool.apply(Math::abs, 1);
            marks.set(READY, 1);
            marks.await("the debugger", GO, 1);
            try (Results<Integer> results = pool.imapUnordered(item -> item(item, marks), List.of(0, 1, 2))) {
                marks.await("the first result, which is held up", HELD_UP, 1);
                assertThat(results.next()).isZero();
                marks.set(TAKEN, 1);
                assertThat(results.next()).isEqualTo(1);
                assertThat(results.next()).isEqualTo(2);
            }
        }
    }

    private static int item(int item, Counters marks) throws Exception {
        if (item > 0) {
            marks.await("the first result, which is held up", HELD_UP, 1);
        }
        return item;
    }

    /** The pump has polled the first result and is held up before it says so; the caller polls the second one itself. */
    @Test
    void aResultThatIsHeldUpIsNotOvertaken() throws Exception {
        try (Counters marks = Counters.of(COUNTERS)) {
            Process program;
            try (Debugger debugger = Debugger.listen()) {
                program = Multiprocessing.process(
                                () -> run(marks),
                                o -> o.withJvmArguments(debugger.argument()).withDaemon(false))
                        .start();
                debugger.accept();
                marks.await("the program", READY, 1);
                debugger.stopAtEnd("multiprocessing-pump", "org.multiprocessing.pool.Items$Encoded", "withdraw");
                marks.set(GO, 1);
                debugger.follow(1);
                marks.set(HELD_UP, 1);
                marks.await("the first result", TAKEN, 1);
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
