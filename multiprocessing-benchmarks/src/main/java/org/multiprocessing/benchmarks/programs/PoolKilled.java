package org.multiprocessing.benchmarks.programs;

import static org.multiprocessing.Multiprocessing.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiprocessing.pool.AsyncResult;
import org.multiprocessing.pool.Pool;

/**
 * Ours: kills one of two workers, both of which are busy. Milliseconds from the kill until its task has its outcome, or until
 * the worker that replaces it has done a task.
 */
public final class PoolKilled {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LOOK_MILLIS = 2;

    private PoolKilled() {}

    /** Takes {@code noticed} or {@code replaced}. */
    public static void main(String... arguments) throws Exception {
        boolean replaced = arguments[0].equals("replaced");
        Path folder = Files.createTempDirectory("multiprocessing-benchmarks-killed");
        try (Pool pool = pool(2)) {
            Served.serve(() -> killOne(pool, folder, replaced));
        } finally {
            Files.delete(folder);
        }
    }

    private static double killOne(Pool pool, Path folder, boolean replaced) throws Exception {
        String victimFile = folder.resolve("victim").toString();
        String otherFile = folder.resolve("other").toString();
        AsyncResult<Boolean> victim = pool.applyAsync(PoolKilled::stayWhileThere, victimFile);
        AsyncResult<Boolean> other = pool.applyAsync(PoolKilled::stayWhileThere, otherFile);
        ProcessHandle worker =
                ProcessHandle.of(Long.parseLong(awaitText(victimFile))).orElseThrow();
        awaitText(otherFile);
        long begin = System.nanoTime();
        worker.destroyForcibly();
        try {
            victim.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            throw new IllegalStateException("the task of a killed worker has a result");
        } catch (ExecutionException e) {
            // what is measured: the loss has been noticed
        } catch (TimeoutException e) {
            throw new IllegalStateException("the task of a killed worker has no outcome", e);
        }
        long noticed = System.nanoTime() - begin;
        pool.apply(Work::identity, 1); // the other worker is busy still
        long done = System.nanoTime() - begin;
        Files.delete(Path.of(victimFile));
        Files.delete(Path.of(otherFile));
        other.get();
        return (replaced ? done : noticed) / 1e6;
    }

    /** The task: says where it runs, and stays until its file has gone. */
    private static boolean stayWhileThere(String file) throws IOException, InterruptedException {
        Path path = Path.of(file);
        Path draft = Path.of(file + "-draft");
        Files.writeString(draft, Long.toString(Work.pid()));
        Files.move(draft, path);
        while (Files.exists(path)) {
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private static String awaitText(String file) throws IOException, InterruptedException {
        Path path = Path.of(file);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(path)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the task did not begin");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return Files.readString(path);
    }
}
