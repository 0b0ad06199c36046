package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.currentProcess;
import static org.multiprocessing.Multiprocessing.pool;
import static org.multiprocessing.Multiprocessing.process;
import static org.multiprocessing.Multiprocessing.setStartMethod;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.conformance.support.Way;
import org.multiprocessing.pool.Pool;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/**
 * Programs for the tests of {@link ProcessTreeContract}, chosen by the first argument; the second is a folder, the third the
 * start method.
 */
final class TreeProgram {
    private TreeProgram() {}

    /** What only the program itself has set, and no child. */
    private static final String MAIN = "tree-program.main";

    public static void main(String... arguments) throws Exception {
        System.setProperty(MAIN, "true");
        Path folder = Path.of(arguments[1]);
        setStartMethod(StartMethod.valueOf(arguments[2]));
        switch (arguments[0]) {
            case "return-with-child" -> process(TreeProgram::workAWhile).start();
            case "return-with-daemon" ->
                process(() -> Way.SPIN.take(), o -> o.withDaemon(true)).start();
            case "return-with-pool" -> {
                @SuppressWarnings("resource") // nobody closes it, which is the point
                Pool pool = pool(2);
                System.out.println("sum " + pool.map(i -> i + 1, List.of(1, 2, 3)));
            }
            case "return-with-draining-pool" -> {
                Pool pool = pool(2);
                for (int i = 0; i < 6; i++) {
                    pool.execute(TreeProgram::workAWhile);
                }
                pool.shutdown();
            }
            case "exit-with-draining-pool" -> {
                Pool pool = pool(1);
                pool.execute(() -> Way.SPIN.take());
                pool.shutdown();
                System.exit(7);
            }
            case "task-in-a-hook" -> {
                Pool pool = pool(1);
                pool.apply(Jobs::nothing);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    String end;
                    try {
                        end = pool.submit(() -> Way.SPIN.take()).outcome().toString();
                    } catch (RejectedExecutionException | InterruptedException e) {
                        end = e.toString();
                    }
                    System.out.println("end " + end);
                }));
            }
            case "exit" -> {
                startTree(folder);
                System.exit(7);
            }
            case "tree" -> {
                startTree(folder);
                System.out.println("ready");
                Jobs.forEver();
            }
            case "hook" -> {
                process(Jobs::withHook, Mark.in(folder, "started"), Mark.in(folder, "hooked"))
                        .start();
                Mark.in(folder, "started").await();
                System.out.println("ready");
                Jobs.forEver();
            }
            case "flags" -> process(TreeProgram::tellFlags).start().join();
            case "session" -> {
                process(Jobs::nothing).start().join();
                System.out.println("ready");
                Jobs.forEver();
            }
            case "once" -> {
                process(Jobs::nothing).start().join();
                System.out.println("done");
            }
            case "static-process" -> {
                Process child = process(StartsProcess::task).start();
                child.join();
                System.out.println("exit code " + child.exitCode().orElseThrow());
            }
            case "static-name" -> {
                Process child = process(KnowsItself::task).start();
                child.join();
            }
            case "static-pool" -> {
                try (Pool pool = pool(2)) {
                    System.out.println(
                            "outcome " + pool.submit(StartsPool::task).outcome());
                }
            }
            case "matryoshka" -> {
                Process child =
                        process(TreeProgram::nest, Tally.in(folder, "nested")).start();
                child.join();
                System.out.println("exit code " + child.exitCode().orElseThrow());
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static void tellFlags() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        System.out.println("assertions " + TreeProgram.class.desiredAssertionStatus());
        System.out.println("property " + System.getProperty("tree-program.flag"));
        System.out.println("opened " + Object.class.getModule().isOpen("java.lang", TreeProgram.class.getModule()));
        System.out.println("tuning " + arguments.contains("-Xss3m"));
    }

    static void workAWhile() {
        Delays.pass(Delays.SMALL);
        System.out.println("child done");
    }

    /** Children that spin, wait, and have children that do so too, and a pool that spins. */
    private static void startTree(Path folder) throws Exception {
        Tally started = Tally.in(folder, "tree");
        List<Process> children = new ArrayList<>();
        children.add(process(TreeProgram::spin, started));
        children.add(process(TreeProgram::park, started));
        children.add(process(TreeProgram::parent, started));
        children.forEach(Process::start);
        @SuppressWarnings("resource") // the end of the program is the end of the pool
        Pool pool = pool(1);
        var _ = pool.applyAsync(() -> spin(started));
        Await.equal("all of the tree runs", 6, started::count);
    }

    private static void spin(Tally started) throws Exception {
        started.add(currentProcess().name());
        Way.SPIN.take();
    }

    private static void park(Tally started) throws Exception {
        started.add(currentProcess().name());
        Jobs.forEver();
    }

    private static void parent(Tally started) throws Exception {
        process(TreeProgram::spin, started).start();
        process(TreeProgram::park, started).start();
        spin(started);
    }

    /** Starts itself again, in a child, and passes its exit code on. */
    private static void nest(Tally nested) throws Exception {
        nested.add(currentProcess().name());
        Process child = process(TreeProgram::nest, nested);
        child.start().join();
        System.exit(child.exitCode().orElse(99));
    }

    /** Its static initialiser starts a process, which needs this class, whose static initialiser starts a process. */
    static final class StartsProcess {
        static {
            if (!Boolean.getBoolean(MAIN)) {
                process(StartsProcess::task).start();
            }
        }

        private StartsProcess() {}

        static void task() {}
    }

    /** Its static initialiser asks where it is. */
    static final class KnowsItself {
        private static final String WHERE = currentProcess().name();

        private KnowsItself() {}

        static void task() {
            System.out.println("where " + WHERE);
        }
    }

    /** The same with a pool: the first mistake of many a program. */
    static final class StartsPool {
        static final Pool POOL = Boolean.getBoolean(MAIN) ? null : pool(2);

        private StartsPool() {}

        static int task() {
            return POOL == null ? 0 : POOL.size();
        }
    }
}
