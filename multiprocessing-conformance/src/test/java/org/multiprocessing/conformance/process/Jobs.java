package org.multiprocessing.conformance.process;

import static org.multiprocessing.Multiprocessing.context;
import static org.multiprocessing.Multiprocessing.currentProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.multiprocessing.Context;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Tally;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;

/** What children do in these suites: small static methods of a small class, quickly loaded. */
final class Jobs {
    /** Differs between processes once somebody has changed it. */
    static String state = "initial";

    private Jobs() {}

    static void nothing() {}

    static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static void markAndWait(Mark started) throws Exception {
        started.set();
        forEver();
    }

    static void waitFor(Mark mark) throws Exception {
        mark.await();
    }

    static void tellAndWaitFor(Tally tally, Object line, Mark mark) throws Exception {
        tally.add(line);
        Await.until(
                "the mark", Delays.within(Duration.ofSeconds(100)), mark::isSet); // all of many must have come first
    }

    static void one(Mark mark, Object a) throws IOException {
        mark.set("" + a);
    }

    static void two(Mark mark, Object a, Object b) throws IOException {
        mark.set(a + "," + b);
    }

    static void three(Mark mark, Object a, Object b, Object c) throws IOException {
        mark.set(a + "," + b + "," + c);
    }

    static void tellState(Mark mark) throws IOException {
        mark.set(state);
        state = "changed by the child";
    }

    /** Describes the current process in one line. */
    static String self() {
        Process self = currentProcess();
        return self.name() + " " + self.pid() + " " + self.isDaemon() + " " + self.isAlive() + " " + self.state() + " "
                + self.exitCode().isPresent();
    }

    /**
     * Tells what each method of the own process, or of the parent, answers. The first join is cut short, since the parent
     * does not end.
     */
    static void tellCells(Mark mark, boolean ofParent) throws IOException {
        if (ofParent) {
            Thread.currentThread().interrupt();
        }
        Process process = ofParent ? Process.parent().orElseThrow() : currentProcess();
        StringBuilder text = new StringBuilder();
        Cells.of(process)
                .forEach((method, answer) ->
                        text.append(method).append(": ").append(answer).append('\n'));
        mark.set(text.toString());
    }

    static void tellSelf(Mark mark) throws IOException {
        mark.set(self());
    }

    /** Tells of itself, and has a child of its own do so too. */
    static void tellSelfAndChild(StartMethod method, Mark own, Mark childs) throws Exception {
        tellSelf(own);
        Process child = context(method).process(Jobs::tellSelf, childs).start();
        child.join();
        if (child.exitCode().orElse(99) != 0) {
            throw new IllegalStateException("the child has failed: " + child.exitReport());
        }
    }

    /** A tree of processes, each of which tells its path; two branches at each level. */
    static void branch(StartMethod method, Tally tally, String path, int levels) throws Exception {
        tally.add(path);
        if (levels > 0) {
            Context context = context(method);
            Process left = context.process(Jobs::branch, method, tally, path + "l", levels - 1)
                    .start();
            Process right = context.process(Jobs::branch, method, tally, path + "r", levels - 1)
                    .start();
            left.join();
            right.join();
            if (left.exitCode().orElse(1) + right.exitCode().orElse(1) != 0) {
                throw new IllegalStateException("a branch below " + path + " failed");
            }
        }
    }

    static void exit(int code) {
        System.exit(code);
    }

    static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    static void fail(String message) {
        throw new IllegalStateException(message, new IOException("the reason"));
    }

    /** Runs for ever, and sets a mark in a shutdown hook. */
    static void withHook(Mark started, Mark hooked) throws Exception {
        addHook(hooked);
        markAndWait(started);
    }

    static void addHook(Mark hooked) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                hooked.set();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
    }

    /** Runs for ever, and says something when it ends. */
    static void withLastWords(Mark started) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> both("goodbye", "last words")));
        markAndWait(started);
    }

    /** Runs for ever, and does not end in an orderly way either. */
    static void withStuckHook(Mark started, Mark hooked) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                hooked.set();
                forEver();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        markAndWait(started);
    }

    /** Returns from the target while a thread that is no daemon still works. */
    static void leaveThreads(Mark done, Mark never) {
        Thread.ofPlatform().daemon(false).start(() -> {
            Delays.pass(Delays.SMALL);
            try {
                done.set();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Thread.ofPlatform().daemon(true).start(() -> {
            Delays.pass(Delays.LONG);
            try {
                never.set();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    /** Writes many lines, the last without an end. */
    static void write(int lines) {
        for (int i = 0; i < lines; i++) {
            System.out.println("line " + i);
        }
        System.out.print("the last");
    }

    static void writeErrors(int lines) {
        for (int i = 0; i < lines; i++) {
            System.err.println("error " + i);
        }
    }

    static void both(String out, String err) {
        System.out.println(out);
        System.err.println(err);
    }

    static void tellProperties(Mark mark, List<String> keys) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            text.append(System.getProperty(key)).append('\u0001');
        }
        mark.set(text.toString());
    }

    static void tellEnvironment(Mark mark, List<String> names) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(System.getenv(name)).append('\u0001');
        }
        mark.set(text.toString());
    }

    static void tellHeap(Mark mark) throws IOException {
        mark.set(Long.toString(Runtime.getRuntime().maxMemory()));
    }

    static void tellInput(Mark mark) throws IOException {
        mark.set(Integer.toString(System.in.read()));
    }
}
