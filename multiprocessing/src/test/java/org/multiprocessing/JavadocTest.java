package org.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site that javadoc makes of what the library exports. That nothing is missing in it is javac's business. */
class JavadocTest {
    @TempDir
    Path site;

    @Test
    void siteIsMadeWithoutAWarning() throws URISyntaxException {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElseThrow();
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = javadoc.run(
                out,
                out,
                "-quiet",
                "-Werror",
                "-Xdoclint:all,-missing", // of what is private but serialized, too
                "-d",
                site.toString(),
                "--module-path",
                Path.of(Nullable.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                "--module-source-path",
                "org.multiprocessing=" + Path.of("src/main/java").toAbsolutePath(),
                "--module",
                "org.multiprocessing");
        assertThat(said.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(site.resolve("index.html")).exists();
    }
}
