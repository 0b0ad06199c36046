package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.activeChildren;
import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.preload;
import static org.multiprocessing.Multiprocessing.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Lines;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Standbys;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Unix;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;

/** Programs for the tests of standby JVMs, chosen by the first argument; the second is a folder. */
final class StandbyProgram {
    private static final String FOLDER = "standby-program.folder";

    private StandbyProgram() {}

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "life" -> life();
            case "none" -> {
                run(o -> o);
                Delays.pass(Delays.SMALL);
                run(o -> o);
                Delays.pass(Delays.SMALL);
                say("standbys", Standbys.now().size());
            }
            case "refused" -> {
                Mark ran = Mark.in(folder, "ran");
                try {
                    process(() -> ran.set()).start().join();
                } catch (IllegalArgumentException e) {
                    say("refused", e.getMessage());
                }
                say("active", activeChildren().size());
                Delays.pass(Delays.SMALL);
                say("ran", ran.isSet());
            }
            case "killed" -> killed();
            case "wait" -> {
                run(o -> o);
                say("ready", pids(full()));
                Jobs.forEver();
            }
            case "return" -> {
                run(o -> o);
                say("ready", pids(full()));
            }
            case "exit" -> {
                run(o -> o);
                say("ready", pids(full()));
                System.exit(5);
            }
            case "kinds" -> kinds();
            case "identity" -> identity(folder);
            case "output" -> output();
            case "preload" -> preloaded(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static void say(String key, Object value) {
        System.out.println(key + " " + value);
    }

    /** Runs a process to its end and returns whether a standby JVM served it. */
    private static boolean run(UnaryOperator<ProcessOptions> options) throws Exception {
        return run(process(Jobs::nothing, options));
    }

    private static boolean run(Process process) throws Exception {
        Set<Long> waiting = pids(Standbys.now());
        process.start().join();
        if (process.exitCode().orElse(99) != 0) {
            throw new IllegalStateException(process.exitReport().toString());
        }
        return waiting.contains(process.pid());
    }

    private static Set<Long> pids(List<ProcessHandle> processes) {
        return processes.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /** Waits until there are as many as there may be, and returns them. */
    private static List<ProcessHandle> full() throws Exception {
        Await.equal("the set is full", Standbys.limit(), () -> Standbys.now().size());
        Delays.pass(Delays.SHORT); // a JVM is seen a moment before it can be taken
        return Standbys.now();
    }

    private static void life() throws Exception {
        say("before", Standbys.now().size());
        say("first-served", run(o -> o));
        Set<Long> first = pids(full());
        say("active", activeChildren().size());
        Process second = process(Jobs::nothing);
        say("second-served", run(second));
        say("own-pid", first.contains(second.pid()));
        Set<Long> refilled = new HashSet<>(pids(full()));
        say("used-again", refilled.contains(second.pid()));
        int most = 0;
        for (int i = 0; i < 10; i++) {
            run(o -> o);
            most = Math.max(most, Standbys.now().size());
        }
        Delays.pass(Delays.SMALL);
        say("bounded", Math.max(most, Standbys.now().size()) <= Standbys.limit());
    }

    /** Somebody kills them all, and the next process is started as soon as they are dead, told or not, or a little later. */
    private static void killed() throws Exception {
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            run(o -> o); // one that dies while it boots is replaced after the next start only
            List<ProcessHandle> standbys = full();
            Delays.pass(Delays.SMALL); // they have booted, and wait
            for (ProcessHandle standby : standbys) {
                standby.destroyForcibly();
                while (!Unix.isDead(standby)) {
                    Thread.onSpinWait(); // not to give the library the time to hear of it
                }
            }
            Delays.pass(java.time.Duration.ofMillis(i));
            Process next = process(Jobs::nothing).start();
            next.join();
            if (next.exitCode().orElse(99) != 0) {
                failed.add(next.toString());
            }
        }
        say("failed", failed);
        run(o -> o);
        say("refilled", full().size());
    }

    private static void kinds() throws Exception {
        Path folder = Path.of(System.getProperty(FOLDER));
        List<String> keys = List.of("standby.kind");
        List<String> seen = new ArrayList<>();
        List<Boolean> served = new ArrayList<>();
        for (String kind : List.of("a", "a", "", "", "a")) {
            if (!seen.isEmpty()) {
                full();
            }
            Mark mark = Mark.in(folder, "kind-" + seen.size());
            served.add(run(process(
                    () -> Jobs.tellProperties(mark, keys),
                    o -> kind.isEmpty() ? o : o.withSystemProperty("standby.kind", kind))));
            seen.add(mark.text().strip().replace("\u0001", ""));
        }
        say("seen", seen);
        say("second", served.get(1));
    }

    private static void tellIdentity(Mark mark) throws IOException {
        mark.set(currentProcess().name() + " " + currentProcess().pid() + " " + System.getenv("STANDBY_TEST") + " "
                + System.getProperty("user.dir") + " " + Thread.currentThread().getName());
    }

    private static void identity(Path folder) throws Exception {
        UnaryOperator<ProcessOptions> options =
                o -> o.withEnvironment(Map.of("STANDBY_TEST", "set")).withDirectory(folder);
        Mark mark = Mark.in(folder, "identity");
        run(process(Jobs::nothing, options));
        full();
        Process named = process(() -> tellIdentity(mark), o -> options.apply(o).withName("named"));
        say("served", run(named));
        say("expected", "named " + named.pid() + " set " + folder.toRealPath());
        say("told", mark.text());
    }

    private static void output() throws Exception {
        List<String> all = new ArrayList<>();
        List<Boolean> served = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (i > 0) {
                full();
            }
            Lines out = new Lines();
            Lines err = new Lines();
            String word = "round-" + i;
            served.add(run(process(
                    () -> Jobs.both(word, word + "-error"),
                    o -> o.withOutput(out.output()).withError(err.output()))));
            Await.equal("both lines", 2, () -> out.all().size() + err.all().size());
            all.addAll(out.all());
            all.addAll(err.all());
        }
        full();
        served.add(run(process(
                () -> Jobs.both("tagged", "x"),
                o -> o.withOutput(new Output.Tagged("tag ")).withError(new Output.Discard()))));
        say("lines", all);
        say("served", served);
    }

    private static void preloaded(Path folder) throws Exception {
        preload(Preloaded.class, FailsToLoad.class, StartsProcess.class);
        run(o -> o);
        Set<Long> waiting = pids(full());
        Tally tally = Tally.in(folder, "preloaded");
        Await.equal(
                "both have loaded it",
                waiting,
                () -> tally.lines().stream()
                        .map(Long::valueOf)
                        .filter(waiting::contains)
                        .collect(Collectors.toSet()));
        Mark mark = Mark.in(folder, "mark");
        say("served", run(process(Preloaded::tell, mark)));
        say("value", mark.text());
        say("initialised-here", Boolean.getBoolean("preloaded.here"));
        say("active", activeChildren().size());
        say(
                "jvms",
                ProcessHandle.current()
                                .descendants()
                                .filter(Standbys::isChildJvm)
                                .count()
                        <= Standbys.limit());
    }

    /** Leaves a trace where it is initialised. */
    static final class Preloaded {
        static {
            System.setProperty("preloaded.here", "true");
            try {
                Tally.in(Path.of(System.getProperty(FOLDER)), "preloaded")
                        .add(ProcessHandle.current().pid());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private Preloaded() {}

        static void tell(Mark mark) throws IOException {
            mark.set("told");
        }
    }

    /** Cannot be initialised. */
    static final class FailsToLoad {
        static final int VALUE = Integer.parseInt("no number");

        private FailsToLoad() {}
    }

    /** Would start a process in each standby JVM. */
    static final class StartsProcess {
        static {
            process(Jobs::nothing).start();
        }

        private StartsProcess() {}
    }
}
