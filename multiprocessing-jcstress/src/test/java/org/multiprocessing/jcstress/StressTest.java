package org.multiprocessing.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Has jcstress run every race, or those whose names match {@code -Dmultiprocessing.stress=REGEX}: each in a JVM of its own, for a
 * moment; with {@code -Dmultiprocessing.tests=all} in each context for itself, interpreted and compiled by either compiler, for longer.
 */
class StressTest {
    private static final boolean ALL = "all".equals(System.getProperty("multiprocessing.tests"));
    private static final double FACTOR =
            Double.parseDouble(System.getProperty("multiprocessing.tests.delayFactor", "1"));
    private static final Pattern RESULTS = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");

    /** A line of a table of results that is not a failure yet: somebody came late. */
    private static final Pattern LATE = Pattern.compile(" ([0-9,]+) +([0-9.]+)% +Interesting ");

    /** A busy machine is late now and then; where wake-ups are lost, a good part of all is, of which there are few then. */
    private static final double MOST_LATE_PERCENT = 20;

    private static final int MOST_LATE = 4;

    /** Many states at a time would need many primitives; a few keep the two actors close together. */
    private static final List<String> OPTIONS = List.of(
            "-f",
            "1",
            "-c",
            "2",
            "-af",
            "NONE",
            "-sc",
            "false",
            "-pth",
            "false",
            "-hs",
            "128",
            "-strideSize",
            "16",
            "-strideCount",
            "16");

    private static final Path TARGET = Path.of("target", "jcstress").toAbsolutePath();

    private Path sessions;

    @BeforeEach
    void prepare() throws IOException {
        Assumptions.assumeTrue(
                Runtime.getRuntime().availableProcessors() >= 2, "two threads race on two processors only");
        Files.createDirectories(TARGET);
        Path memory = Path.of("/dev/shm");
        sessions = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "multiprocessing-stress-")
                : Files.createTempDirectory("multiprocessing-stress-");
    }

    /** Each fork of jcstress has made a session, for primitives that processes share. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        if (sessions == null) {
            return;
        }
        List<Path> left;
        try (Stream<Path> paths = Files.walk(sessions)) {
            left = paths.sorted((one, other) -> other.compareTo(one)).toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
        assertThat(left).as("folders of sessions").containsExactly(sessions);
    }

    @Test
    void noRaceHasAForbiddenEnd() throws Exception {
        Assumptions.assumeFalse(ALL, "the long ones do the same");
        check("both", List.of("-iters", "1", "-time", "300", "-jvmArgs", jvmArguments("both")), Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "threads"})
    void noRaceHasAForbiddenEndInTheLongRun(String context) throws Exception {
        Assumptions.assumeTrue(ALL, "long: multiprocessing.tests=all");
        check(
                context,
                List.of("-iters", "2", "-time", "300", "-jvmArgsPrepend", jvmArguments(context)),
                Duration.ofMinutes(30));
    }

    private String jvmArguments(String context) {
        return "--enable-native-access=ALL-UNNAMED -Dmultiprocessing.cache=off -Dmultiprocessing.dir=" + sessions
                + " -Dmultiprocessing.stress.context=" + context;
    }

    private void check(String name, List<String> options, Duration limit) throws Exception {
        Path output = TARGET.resolve(name + ".txt");
        Process jcstress = start(options, output, TARGET.resolve("report-" + name));
        boolean ended;
        try {
            ended = jcstress.waitFor((long) (limit.toMillis() * FACTOR), TimeUnit.MILLISECONDS);
        } finally {
            List<ProcessHandle> forks = jcstress.descendants().toList();
            jcstress.destroyForcibly().waitFor();
            forks.forEach(fork -> {
                fork.destroyForcibly();
                fork.onExit().join();
            });
        }
        String said = Files.readString(output);
        assertThat(ended).as("ended within %s; %s", limit, said).isTrue();
        Assumptions.assumeFalse(
                said.contains("No scheduling is possible"), "jcstress wants a core for each of two threads");
        assertThat(jcstress.exitValue()).as(said).isZero();
        assertThat(allPassed(said))
                .as("every race was run and passed; %s", said)
                .isTrue();
        assertThat(LATE.matcher(said).results())
                .as("wake-ups are not lost; %s", said)
                .noneMatch(line -> Integer.parseInt(line.group(1).replace(",", "")) > MOST_LATE
                        && Double.parseDouble(line.group(2)) > MOST_LATE_PERCENT);
    }

    private static Process start(List<String> options, Path output, Path report) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.openjdk.jcstress.Main");
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(
                List.of("-v", "-t", System.getProperty("multiprocessing.stress", ".*"), "-r", report.toString()));
        return new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static boolean allPassed(String said) {
        boolean passed = false;
        for (Matcher results = RESULTS.matcher(said); results.find(); ) {
            passed = !results.group(1).equals("0") && results.group(2).equals(results.group(1));
        }
        return passed;
    }
}
