package org.multiprocessing.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map of Python's names: each of them has a row, and each Java name in it exists. */
class PythonMapTest {
    /** What stands for something of the reader's own; and words of the language. */
    private static final Set<String> EXAMPLES =
            Set.of("C", "P", "Point", "task", "f", "g", "h", "x", "class", "try", "for", "throws", "null", "false");

    private final List<MapRow> rows = MapRow.of(Page.read(Page.PROJECT.resolve("docs/python-map.md")));

    PythonMapTest() throws IOException {}

    @Test
    void theFirstRowWarnsOfTheMethodsOfObject() {
        assertThat(rows.getFirst().cells().getFirst()).contains("wait", "notify", "notify_all");
        assertThat(rows.getFirst().cells().getLast()).contains("IllegalMonitorStateException");
    }

    @Test
    void everyNameOfPythonHasARow() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String line : names().lines().toList()) {
            int colon = line.lastIndexOf(':');
            if (!line.startsWith("#") && colon >= 0) {
                for (String name : line.substring(colon + 1).strip().split(" ", -1)) {
                    if (!hasRow(line.substring(0, colon), name)) {
                        missing.add(line.substring(0, colon) + ": " + name);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean hasRow(String heading, String name) {
        Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
        return rows.stream()
                .filter(row -> row.heading().equals(heading))
                .flatMap(row -> row.python().stream())
                .anyMatch(code -> word.matcher(code).find());
    }

    private static String names() throws IOException {
        try (InputStream in = PythonMapTest.class.getResourceAsStream("python-names.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyNameOfJavaExists() throws IOException {
        JavaNames names = new JavaNames(EXAMPLES);
        List<String> unknown = new ArrayList<>();
        for (MapRow row : rows) {
            for (String code : row.java()) {
                names.unknownIn(code).forEach(name -> unknown.add("line " + row.line() + ": " + name));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRowSaysWhatThereIsOrWhatIsDifferent() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.cells()).as("line " + row.line()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(row.cells().get(row.cells().size() - 2) + row.cells().getLast())
                    .as("line " + row.line())
                    .isNotBlank();
        });
    }
}
