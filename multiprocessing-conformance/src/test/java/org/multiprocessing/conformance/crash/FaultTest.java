package org.multiprocessing.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiprocessing.Context;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Bound;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.SlabCells;
import org.multiprocessing.conformance.sync.Counters;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/**
 * A process is killed at every line that it passes while it puts, takes, removes, ends or closes: it loses at most its own unfinished item,
 * and the others go on at once. A debugger leads it there. Usually a sample, of another seed each day; {@code -Dmultiprocessing.faults=SEED}
 * repeats one, {@code -Dmultiprocessing.tests=all} takes every line, {@code -Dmultiprocessing.faults=SCENE,SCENE} every line of some scenes.
 */
class FaultTest {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final String CHOSEN = System.getProperty("multiprocessing.faults", "");
    private static final Duration SAMPLE_TIME = Delays.within(Duration.ofSeconds(15));

    /** Usually passed so many lines, some scenes more. */
    private static final int USUAL_STEPS = 110;

    private final Context context = Multiprocessing.context(StartMethod.SPAWN);

    /** Something that leaves no cell and no file of a queue behind. */
    private interface Clean<R> {
        R run() throws Exception;
    }

    private static <R> R leavingNothing(Clean<R> action) throws Exception {
        Map<Integer, Integer> cells = SlabCells.inUse();
        List<String> files = SlabCells.files();
        R result = action.run();
        Await.equal("the cells in use", Delays.MEDIUM, cells, SlabCells::inUse);
        Await.equal("the data files", Delays.MEDIUM, files, SlabCells::files);
        return result;
    }

    /** Leads a child to a step of a scene and kills it there; returns the lines it has passed. */
    private List<String> kill(Scene scene, int step) throws Exception {
        Stage stage = scene.make(context);
        List<String> passed;
        CompletableFuture<Object> waiter;
        try (Counters marks = Counters.of(Victim.COUNTERS);
                Debugger debugger = Debugger.listen()) {
            Process victim = context.process(
                            () -> Victim.run(scene, stage, marks),
                            o -> o.withJvmArguments(debugger.argument(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                    .start();
            try {
                debugger.accept();
                marks.await("the victim", Victim.READY, 1);
                waiter = scene.before(stage);
                debugger.watch(Victim.THREAD, Victim.CLASSES);
                Thread helper = scene.help(stage);
                marks.set(Victim.GO, 1);
                passed = debugger.follow(step);
                helper.join();
            } finally {
                victim.kill();
            }
            try {
                scene.check(stage, marks.get(Victim.DONE) != 0, waiter);
            } finally {
                victim.join();
            }
        }
        stage.free();
        return passed;
    }

    private List<String> killAt(Scene scene, int step) {
        try {
            return leavingNothing(() -> kill(scene, step));
        } catch (Throwable e) {
            throw new AssertionError(scene + ", killed at step " + step, e);
        }
    }

    @Test
    @Bound(seconds = 120)
    void killedSomewhere() {
        Assumptions.assumeTrue(CHOSEN.isEmpty() || CHOSEN.matches("-?[0-9]+"), "scenes are chosen");
        long seed = CHOSEN.isEmpty()
                ? System.currentTimeMillis() / Duration.ofDays(1).toMillis()
                : Long.parseLong(CHOSEN);
        System.out.println("FaultTest: -Dmultiprocessing.faults=" + seed);
        Random random = new Random(seed);
        List<Scene> scenes = new ArrayList<>(List.of(Scene.values()));
        Collections.shuffle(scenes, random);
        long end = System.nanoTime() + SAMPLE_TIME.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            killAt(scenes.get(i % scenes.size()), 1 + random.nextInt(USUAL_STEPS));
        }
    }

    /** At every line. */
    @ParameterizedTest
    @EnumSource(Scene.class)
    @Bound(seconds = 1200)
    void killedEverywhere(Scene scene) throws Exception {
        boolean isChosen = List.of(CHOSEN.split(",", -1)).contains(scene.name());
        Assumptions.assumeTrue(ALL || isChosen, "long: multiprocessing.tests=all");
        List<String> lines = killAt(scene, Integer.MAX_VALUE);
        int lanes = isChosen
                ? 1
                : Runtime.getRuntime().availableProcessors(); // one: what is left behind is told of each step
        AtomicInteger next = new AtomicInteger();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        leavingNothing(() -> {
            List<Thread> threads = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int step = next.incrementAndGet(); step <= lines.size(); step = next.incrementAndGet()) {
                        try {
                            if (isChosen) {
                                killAt(scene, step);
                            } else {
                                kill(scene, step);
                            }
                        } catch (Throwable e) {
                            failures.add(step + ", " + lines.get(step - 1) + ": " + e + ", " + e.getCause());
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            failures.forEach(failure -> System.out.println("FaultTest: " + failure));
            return lanes;
        });
        System.out.println("FaultTest: " + scene + ": " + lines.size() + " lines");
        assertThat(failures).isEmpty();
    }
}
