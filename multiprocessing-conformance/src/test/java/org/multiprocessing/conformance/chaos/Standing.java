package org.multiprocessing.conformance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.multiprocessing.conformance.support.Standbys;
import org.multiprocessing.memory.LongValue;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;

/** Standby JVMs are killed while they boot, wait, and are taken: a start gets one that lives, or ends as a process that was killed. */
final class Standing implements Scenario {
    private static final int RETRIES = 1000;

    @Override
    public String name() {
        return "standbys";
    }

    /** Those of others are the same. */
    @Override
    public boolean isAlone() {
        return true;
    }

    static int next(int x) {
        return x + 1;
    }

    @Override
    public void run(Chaos chaos) throws Exception {
        do {
            processes(chaos);
            pool(chaos);
        } while (!chaos.isOver());
    }

    private static void killSome(Chaos chaos) {
        for (ProcessHandle standby : Standbys.now()) {
            if (chaos.oneIn(2)) {
                standby.destroyForcibly();
                chaos.count("kills", 1);
            }
        }
    }

    private static void processes(Chaos chaos) throws Exception {
        try (LongValue count = chaos.context().longValue(0)) {
            int ended = 0;
            List<Process> all = new ArrayList<>();
            for (int i = chaos.between(1, 6); i > 0; i--) {
                chaos.pass(Duration.ofMillis(100));
                killSome(chaos);
                all.add(chaos.context().process(count::incrementAndGet).start());
            }
            for (Process process : all) {
                Invariants.ends(process);
                int code = process.exitCode().orElseThrow();
                Invariants.check(code == 0 || code == -9, "%s", process.exitReport());
                ended += code == 0 ? 1 : 0;
            }
            Invariants.between(count.get(), ended, all.size(), "processes that have counted");
            chaos.count("processes", all.size());
        }
    }

    private static void pool(Chaos chaos) throws Exception {
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        List<Integer> expected = IntStream.rangeClosed(1, 200).boxed().toList();
        try (Pool pool = chaos.context().pool(2)) {
            AsyncResult<List<Integer>> result =
                    pool.tasks(t -> t.withRetries(RETRIES)).mapAsync(Standing::next, items);
            chaos.pass(Duration.ofMillis(100));
            pool.workers().getFirst().toHandle().ifPresent(ProcessHandle::destroyForcibly);
            for (int i = 0; i < 3; i++) {
                killSome(chaos);
                chaos.pass(Duration.ofMillis(100));
            }
            Invariants.equal(Invariants.result(result), expected, "the result of a map");
            chaos.count("pools", 1);
        }
    }
}
