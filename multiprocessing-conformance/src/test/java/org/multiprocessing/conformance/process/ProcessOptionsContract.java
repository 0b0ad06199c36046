package org.multiprocessing.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Contract;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.conformance.support.Lines;
import org.multiprocessing.conformance.support.Mark;
import org.multiprocessing.conformance.support.Trait;
import org.multiprocessing.process.ExitReport;
import org.multiprocessing.process.Output;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.ProcessOptions;
import org.multiprocessing.serial.Action;

/** What each option does, and what is refused. */
public abstract class ProcessOptionsContract implements Contract {
    /** What argument files and command lines trip over. */
    private static final List<String> AWKWARD = List.of(
            "plain",
            "two words",
            "",
            "a \"quoted\" word",
            "it's",
            "back\\slash",
            "trailing\\",
            "#no comment",
            "@file",
            "$HOME",
            "tab\there",
            "two\nlines",
            "h\u00fcbsch \u2713",
            "-Xmx1m");

    private static final String GREETING = "JDWP-Handshake";

    @TempDir
    Path folder;

    private Mark mark() {
        return Mark.in(folder, "mark");
    }

    private ExitReport run(Action target, UnaryOperator<ProcessOptions> options) throws InterruptedException {
        needs(Trait.JVM);
        Process process = context().process(target, options).start();
        boolean ended = process.join(Delays.LONG);
        process.kill();
        assertThat(ended).as("ended by itself").isTrue();
        return process.exitReport().orElseThrow();
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("\u0001", -1)));
        parts.removeLast();
        return parts;
    }

    @Test
    void optionsAreImmutable() {
        ProcessOptions defaults = ProcessOptions.defaults();
        assertThat(defaults.withName("a")).isNotEqualTo(defaults);
        assertThat(ProcessOptions.defaults()).isEqualTo(defaults);
    }

    @Test
    void wrongValuesAreRefused() {
        ProcessOptions defaults = ProcessOptions.defaults();
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> defaults.withName(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withMaxHeapBytes(1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> defaults.withDirectory(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void environmentIsAddedToTheParents() throws Exception {
        Mark mark = mark();
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < AWKWARD.size(); i++) {
            variables.put("MULTIPROCESSING_TEST_" + i, AWKWARD.get(i));
        }
        List<String> names = new ArrayList<>(variables.keySet());
        List<String> expected =
                new ArrayList<>(names.stream().map(variables::get).toList());
        names.add("PATH");
        expected.add(System.getenv("PATH"));
        assertThat(run(() -> Jobs.tellEnvironment(mark, names), o -> o.withEnvironment(variables))
                        .exitCode())
                .isZero();
        assertThat(parts(mark.text())).isEqualTo(expected);
    }

    @Test
    void systemPropertiesArriveAsTheyAre() throws Exception {
        Mark mark = mark();
        List<String> keys = new ArrayList<>();
        UnaryOperator<ProcessOptions> options = UnaryOperator.identity();
        for (int i = 0; i < AWKWARD.size(); i++) {
            String key = "multiprocessing.test." + i;
            String value = AWKWARD.get(i);
            UnaryOperator<ProcessOptions> before = options;
            options = o -> before.apply(o).withSystemProperty(key, value);
            keys.add(key);
        }
        assertThat(run(() -> Jobs.tellProperties(mark, keys), options).exitCode())
                .isZero();
        assertThat(parts(mark.text())).isEqualTo(AWKWARD);
    }

    @Test
    void directoryIsWhereItRuns() throws Exception {
        Mark mark = mark();
        run(() -> Jobs.tellProperties(mark, List.of("user.dir")), o -> o.withDirectory(folder));
        assertThat(Path.of(parts(mark.text()).getFirst())).isEqualTo(folder.toRealPath());
    }

    @Test
    void heapIsLimited() throws Exception {
        Mark mark = mark();
        run(() -> Jobs.tellHeap(mark), o -> o.withMaxHeapBytes(32L << 20));
        assertThat(Long.parseLong(mark.text())).isLessThanOrEqualTo(32L << 20);
    }

    @Test
    void jvmArgumentsAreGiven() throws Exception {
        Mark mark = mark();
        run(
                () -> Jobs.tellProperties(mark, List.of("a", "b")),
                o -> o.withJvmArguments("-Da=1")
                        .withJvmArguments("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Db=2"));
        assertThat(parts(mark.text())).containsExactly("1", "2");
    }

    @Test
    void inputIsEmpty() throws Exception {
        Mark mark = mark();
        run(() -> Jobs.tellInput(mark), o -> o);
        assertThat(mark.text()).isEqualTo("-1");
    }

    @Test
    void otherJavaHomeIsUsed() throws Exception {
        needs(Trait.JVM);
        Mark mark = mark();
        Path home = Path.of(System.getProperty("java.home"));
        Path link = Files.createSymbolicLink(folder.resolve("jdk"), home);
        Process process =
                context().process(() -> Jobs.tellProperties(mark, List.of("java.version")), o -> o.withJavaHome(link));
        process.start();
        assertThat(process.toHandle().orElseThrow().info().command().orElse("")).isNotEmpty();
        process.join();
        assertThat(parts(mark.text())).containsExactly(System.getProperty("java.version"));
    }

    @Test
    void javaHomeWithoutJavaIsRefused() throws Exception {
        needs(Trait.JVM);
        Process process = context().process(Jobs::nothing, o -> o.withJavaHome(folder));
        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString());
        assertThat(process.isAlive()).isFalse();
    }

    /** A child whose JVM refuses an argument has ended, and says why. */
    @Test
    void refusedJvmArgumentIsReported() throws Exception {
        ExitReport report =
                run(Jobs::nothing, o -> o.withJvmArguments("-XX:NoSuchOption").withError(new Output.Discard()));
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.errorTail()).anyMatch(line -> line.contains("NoSuchOption"));
        assertThat(report.toString()).contains("NoSuchOption");
    }

    /** Its own message, and at once. */
    @Test
    void refusedJvmArgumentIsReportedAtOnce() throws Exception {
        long begin = System.nanoTime();
        ExitReport report = run(Jobs::nothing, o -> o.withJvmArguments("-Xmx1").withError(new Output.Discard()));
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.errorTail()).anyMatch(line -> line.contains("Too small maximum heap"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Delays.MEDIUM);
    }

    // ---- debugger

    @Test
    void debuggerMayAttachAtAPortThatTheLogNames() throws Exception {
        attachesAt(0);
    }

    @Test
    void debuggerMayAttachAtAGivenPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(attachesAt(port)).isEqualTo(port);
    }

    /** Each process has a port of its own, so no standby JVM has one. */
    private int attachesAt(int wanted) throws Exception {
        needs(Trait.JVM);
        Lines out = new Lines();
        Mark go = mark();
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("org.multiprocessing");
        Handler handler = handler(logged);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        int port;
        Process process = context()
                .process(() -> Jobs.waitFor(go), o -> o.withDebugPort(wanted).withOutput(out.output()));
        try {
            process.start();
            assertThat(logged).hasSize(1).first().asString().contains(process.name(), "port");
            port = Integer.parseInt(logged.getFirst().replaceFirst(".* port (\\d+).*", "$1"));
            Await.equal("the debugger's greeting", GREETING, () -> greet(port));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
            go.set();
            process.join();
        }
        assertThat(process.exitCode()).hasValue(0);
        assertThat(out.all()).isEmpty();
        return port;
    }

    private static Handler handler(List<String> messages) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                messages.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Greets as a debugger does; empty while nobody listens. */
    private static String greet(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) Delays.MEDIUM.toMillis());
            socket.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(GREETING.length()), StandardCharsets.US_ASCII);
        } catch (ConnectException e) {
            return "";
        }
    }

    @Test
    void portsAreRefusedOutOfTheirRange() {
        for (int port : new int[] {-1, 65_536}) {
            assertThatThrownBy(() -> ProcessOptions.defaults().withDebugPort(port))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("65535");
        }
    }

    // ---- output

    @Test
    void linesGoToAFunction() throws Exception {
        Lines out = new Lines();
        Lines err = new Lines();
        run(() -> Jobs.both("to out", "to err"), o -> o.withOutput(out.output()).withError(err.output()));
        Await.equal("standard output", List.of("to out"), out::all);
        Await.equal("standard error", List.of("to err"), err::all);
    }

    /** A function that fails loses the line, and nothing else. */
    @Test
    void failingFunctionStopsNothing() throws Exception {
        Lines out = new Lines();
        Output failing = new Output.Lines(line -> {
            out.accept(line);
            if (line.equals("line 0")) {
                throw new IllegalStateException("on purpose");
            }
            if (line.equals("line 1")) {
                throw new AssertionError("on purpose");
            }
        });
        // more than a pipe holds: a child whose output nobody reads would never end
        assertThat(run(() -> Jobs.write(20_000), o -> o.withOutput(failing)).exitCode())
                .isZero();
        Await.equal("all lines", 20_001, () -> out.all().size());
    }

    @Test
    void outputIsAppendedToFiles() throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Files.writeString(out, "before\n");
        for (String which : List.of("first", "second")) {
            run(
                    () -> Jobs.both(which, which + " error"),
                    o -> o.withOutput(new Output.ToFile(out)).withError(new Output.ToFile(err)));
        }
        Await.equal("standard output", List.of("before", "first", "second"), () -> Files.readAllLines(out));
        Await.equal("standard error", List.of("first error", "second error"), () -> Files.readAllLines(err));
    }

    @Test
    void discardedOutputIsGone() throws Exception {
        needs(Trait.JVM);
        String seen = captured(() -> run(
                () -> Jobs.both("to out", "to err"),
                o -> o.withOutput(new Output.Discard()).withError(new Output.Discard())));
        assertThat(seen).isEmpty();
    }

    /** defect33: whole lines, each tagged, never mixed. */
    @Test
    void defect33_taggedLinesAreWhole() throws Exception {
        needs(Trait.JVM);
        String seen = captured(() -> {
            List<Process> children = new ArrayList<>();
            for (String tag : List.of("[a] ", "[b] ", "[c] ")) {
                children.add(context()
                        .process(() -> Jobs.write(200), o -> o.withOutput(new Output.Tagged(tag)))
                        .start());
            }
            for (Process child : children) {
                child.join();
            }
        });
        assertThat(seen.lines()).hasSize(3 * 201).allMatch(line -> line.matches("\\[[abc]] (line \\d+|the last)"));
    }

    /** What has been put in place of System.out gets the output of children, as in a test runner. */
    @Test
    void replacedStreamGetsInheritedOutput() throws Exception {
        needs(Trait.JVM);
        String seen = captured(() -> run(() -> Jobs.both("to out", "to err"), o -> o));
        assertThat(seen.lines()).containsExactlyInAnyOrder("to out", "to err");
    }

    /** Replacing it with a PrintStream of the JDK's own is the most common way. */
    @Test
    void plainReplacementGetsInheritedOutputToo() throws Exception {
        needs(Trait.JVM);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String seen = captured(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                bytes,
                () -> run(() -> Jobs.both("to out", "to err"), o -> o));
        assertThat(seen.lines()).containsExactlyInAnyOrder("to out", "to err");
    }

    private interface Body {
        void run() throws Exception;
    }

    /** Runs with both standard streams replaced and returns what came, once that is quiet. */
    private static String captured(Body body) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return captured(new PrintStream(bytes, true, StandardCharsets.UTF_8) {}, bytes, body);
    }

    private static String captured(PrintStream replacement, ByteArrayOutputStream bytes, Body body) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(replacement);
        System.setErr(replacement);
        try {
            body.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
