package org.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a child finds the library. */
class CodePathTest {
    private static CodeSource source(URL url) {
        return new CodeSource(url, (Certificate[]) null);
    }

    @Test
    void libraryMayBeAnyFileOrFolder() throws Exception {
        Path jar = Path.of("a b", "c.jar").toAbsolutePath();
        assertThat(CodePath.fileOf(source(jar.toUri().toURL()))).isEqualTo(jar.toString());
    }

    @Test
    void libraryThatIsNoFileIsRefused() throws Exception {
        URL nested = URI.create("jar:file:/app.jar!/BOOT-INF/lib/multiprocessing.jar")
                .toURL();
        assertThatThrownBy(() -> CodePath.fileOf(source(nested)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(nested.toString())
                .hasMessageContaining("neither a jar file nor a folder");
        assertThatThrownBy(() -> CodePath.fileOf(null)).hasMessageContaining("null");
    }

    @Test
    void libraryStandsFirstAndOnce() {
        List<String> arguments = new ArrayList<>();
        CodePath.addPaths(arguments);
        List<String> entries =
                List.of(arguments.get(arguments.indexOf("-cp") + 1).split(File.pathSeparator));
        String library = CodePath.fileOf(CodePath.class.getProtectionDomain().getCodeSource());
        assertThat(entries).startsWith(library).doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> Path.of(entry).isAbsolute());
    }
}
