package org.multiprocessing.conformance.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiprocessing.Multiprocessing.context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.multiprocessing.conformance.support.Delays;
import org.multiprocessing.process.Process;
import org.multiprocessing.process.StartMethod;
import org.multiprocessing.sync.Event;

/** What other users of the machine can learn of a child, and what the child's start leaves where. */
@EnabledOnOs(OS.LINUX)
class CommandLineTest {
    private static final String PROPERTY = "secret-of-a-property";
    private static final String VARIABLE = "secret-of-the-environment";
    private static final String CAPTURED = "secret-that-is-captured";

    private final Event began = context(StartMethod.SPAWN).event();
    private final Event end = context(StartMethod.SPAWN).event();
    private Process process;

    private static void keep(String secret, Event began, Event end) throws InterruptedException {
        began.set();
        end.await();
        System.exit(secret.equals(CAPTURED) && VARIABLE.equals(System.getenv("VARIABLE")) ? 0 : 1);
    }

    @BeforeEach
    void start() throws InterruptedException {
        Event saysSo = began;
        Event awaited = end;
        String secret = CAPTURED;
        process = context(StartMethod.SPAWN)
                .process(
                        () -> keep(secret, saysSo, awaited),
                        o -> o.withSystemProperty("property", PROPERTY).withEnvironment(Map.of("VARIABLE", VARIABLE)))
                .start();
        assertThat(began.await(Delays.LONG)).isTrue();
    }

    @AfterEach
    void end() throws InterruptedException {
        end.set();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        began.free();
        end.free();
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private List<String> commandLine() throws IOException {
        return List.of(Files.readString(proc("cmdline")).split("\0", -1));
    }

    /** Everybody can read it. */
    @Test
    void commandLineTellsOthersNothing() throws IOException {
        assertThat(String.join(" ", commandLine()))
                .doesNotContain(PROPERTY, VARIABLE, CAPTURED, System.getProperty("java.class.path"))
                .hasSizeLessThan(1_000);
    }

    @Test
    void environmentIsReadByTheUserOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(proc("environ")).toString()).isEqualTo("[OWNER_READ]");
    }

    /** It is a file in the session's folder until then. */
    @Test
    void whatTheChildIsToDoIsGoneOnceItHasReadIt() throws IOException {
        List<String> arguments = commandLine();
        Path session = Path.of(arguments.get(arguments.size() - 4)); // the folder, slot, generation, and nothing behind
        try (Stream<Path> files = Files.list(session)) {
            // the locks of this JVM on "alive" would fall if it closed that file
            assertThat(files.filter(file -> Files.isRegularFile(file) && !file.endsWith("alive")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(CAPTURED, VARIABLE));
        }
    }
}
