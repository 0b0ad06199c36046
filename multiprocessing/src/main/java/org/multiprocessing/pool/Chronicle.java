package org.multiprocessing.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.jfr.Flight;
import org.multiprocessing.process.ExitReport;
import org.multiprocessing.process.Process;

/** What a pool remembers of its past, and tells the flight recorder. Guarded by the dispatcher's lock, except where said. */
final class Chronicle {
    private final SlowTasks slowest = new SlowTasks();
    private int replaced;
    private Insights.Times ofReplaced = Insights.Times.NONE;

    /** A worker has ended a task. */
    void answered(WorkerHandle worker, Items items, int i, byte kind, long nanos) {
        worker.times().worked(nanos);
        slowest.offer(items, i, worker, nanos);
        Object flight = items.takeFlight(i);
        if (flight != null) {
            tell(flight, worker, items, i, outcome(kind), nanos);
        }
    }

    private static String outcome(byte kind) {
        return switch (kind) {
            case Wire.RESULT -> "success";
            case Wire.FAILED -> "failed";
            default -> "not serializable";
        };
    }

    /** A worker has ended, with the task that this is about, if it is about one. */
    void buried(WorkerHandle worker, @Nullable Chunk head, ExitReport report) {
        String reason = reason(worker, report);
        if (head != null) {
            long nanos = System.nanoTime() - worker.headSince();
            worker.times().worked(nanos);
            slowest.offer(head.items(), head.from(), worker, nanos);
            Object flight = head.items().takeFlight(head.from());
            if (flight != null) {
                tell(flight, worker, head.items(), head.from(), reason, nanos);
            }
        }
        Insights.Times times = worker.times().now(0);
        replaced++;
        ofReplaced = ofReplaced.plus(times);
        Process process = worker.process();
        Flight.workerEnded(
                process.name(),
                process.pid(),
                reason,
                times.tasks(),
                worker.times().age());
    }

    private static String reason(WorkerHandle worker, ExitReport report) {
        return switch (worker.verdict()) {
            case TIMED_OUT -> "time limit";
            case CANCELLED -> "cancelled";
            case UNWANTED -> "end of the pool";
            case NONE -> worker.isEmployed() ? report.signal().orElse("exit code " + report.exitCode()) : "retired";
        };
    }

    private static void tell(Object flight, WorkerHandle worker, Items items, int i, String outcome, long nanos) {
        Process process = worker.process();
        Flight.taskEnded(flight, items.job().name(), items.index(i), outcome, process.name(), process.pid(), nanos);
    }

    /** Puts in words what is new, on another thread, so that no argument is kept for long. */
    void tidy() {
        slowest.describeLater();
    }

    /** Returns what the living workers have done. */
    List<Insights.Worker> living(List<WorkerHandle> workers) {
        List<Insights.Worker> living = new ArrayList<>();
        for (WorkerHandle worker : workers) {
            Chunk head = worker.head();
            long running = head != null && worker.hasBegun(head) ? System.nanoTime() - worker.headSince() : 0;
            living.add(new Insights.Worker(
                    worker.process().name(),
                    worker.process().pid(),
                    worker.times().now(running)));
        }
        return living;
    }

    int replaced() {
        return replaced;
    }

    Insights.Times ofReplaced() {
        return ofReplaced;
    }

    /** Returns the slowest tasks; without the lock, since it runs code of the user's. */
    List<Insights.SlowTask> slowest() {
        return slowest.now();
    }
}
