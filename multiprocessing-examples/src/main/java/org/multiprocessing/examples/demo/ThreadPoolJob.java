package org.multiprocessing.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One task per file in a fixed pool of threads. */
final class ThreadPoolJob implements Job {

    private final ExecutorService pool;

    ThreadPoolJob(int threads) {
        pool = Executors.newFixedThreadPool(threads);
    }

    @Override
    public Totals run(List<String> paths, Progress progress) throws InterruptedException, ExecutionException {
        List<Future<ClassFacts>> results = new ArrayList<>();
        for (String path : paths) {
            results.add(pool.submit(() -> {
                ClassFacts facts = ClassAnalysis.analyse(path);
                progress.step();
                return facts;
            }));
        }
        Totals totals = new Totals();
        for (Future<ClassFacts> result : results) {
            totals.add(result.get());
        }
        return totals;
    }

    @Override
    public void close() {
        pool.close();
    }
}
