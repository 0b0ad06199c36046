package org.multiprocessing.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures a row: all contenders' programs live at the same time, and samples are taken of one after the other, again and
 * again, so that what disturbs the machine for a while disturbs all of them. A program that waits for its turn sleeps.
 */
public final class Runner {
    private final Effort effort;
    private final Consumer<String> progress;

    public Runner(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** Takes all samples of a row. A contender that fails is left out from there on, and its series says why. */
    public Result run(Row row) throws InterruptedException {
        List<Series> all = row.contenders().stream().map(Series::new).toList();
        for (int program = 1; program <= effort.programs(); program++) {
            Map<Series, Probe> open = new LinkedHashMap<>();
            try {
                progress.accept(row.id() + ": warming up");
                for (Series series : all) {
                    if (series.failure().isEmpty()) {
                        open(series, open);
                    }
                }
                for (int sample = 1; sample <= effort.samples(); sample++) {
                    progress.accept(row.id() + ": " + sampleNumber(program, sample) + " of "
                            + effort.programs() * effort.samples());
                    sampleAll(open);
                }
            } finally {
                open.values().forEach(Probe::close);
            }
        }
        return new Result(row, all);
    }

    private int sampleNumber(int program, int sample) {
        return (program - 1) * effort.samples() + sample;
    }

    private static void open(Series series, Map<Series, Probe> open) throws InterruptedException {
        try {
            Probe probe = series.contender().opener().open();
            open.put(series, probe);
            probe.warmUp();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // whatever is wrong with one program, the others go on
            drop(series, open, e);
        }
    }

    private static void sampleAll(Map<Series, Probe> open) throws InterruptedException {
        for (Map.Entry<Series, Probe> entry : List.copyOf(open.entrySet())) {
            try {
                entry.getKey().add(entry.getValue().measure());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // as above
                drop(entry.getKey(), open, e);
            }
        }
    }

    private static void drop(Series series, Map<Series, Probe> open, Exception why) {
        String message = why.getMessage();
        series.fail(message == null ? why.toString() : message);
        Probe probe = open.remove(series);
        if (probe != null) {
            probe.close();
        }
    }
}
