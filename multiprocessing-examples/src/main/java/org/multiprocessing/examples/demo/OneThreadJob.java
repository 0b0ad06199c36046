package org.multiprocessing.examples.demo;

import java.io.IOException;
import java.util.List;

/** One file after the other in the calling thread. */
final class OneThreadJob implements Job {

    @Override
    public Totals run(List<String> paths, Progress progress) throws IOException {
        Totals totals = new Totals();
        for (String path : paths) {
            totals.add(ClassAnalysis.analyse(path));
            progress.step();
        }
        return totals;
    }
}
