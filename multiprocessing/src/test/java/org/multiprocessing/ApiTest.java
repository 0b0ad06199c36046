package org.multiprocessing;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody changes the exported API without seeing it: it is written down in {@code api.txt}, a line for each member. */
class ApiTest {
    private static final Path FILE = Path.of("api.txt"); // tests run in the module's folder
    private static final String ACCEPT =
            "./mvnw -q -Dquick -pl multiprocessing test -Dtest=ApiTest -Dmultiprocessing.api=accept";

    @Test
    void theApiIsTheOneThatIsWrittenDown() throws IOException {
        List<String> present = ApiListing.of(Multiprocessing.class);
        if ("accept".equals(System.getProperty("multiprocessing.api"))) {
            Files.write(FILE, present);
        }
        List<String> written = Files.readAllLines(FILE);
        if (!present.equals(written)) {
            fail("The exported API is not what multiprocessing/api.txt says.\n\n"
                    + difference(written, present)
                    + "\nIf that is meant, and no released program breaks by it, accept it by\n  " + ACCEPT
                    + "\nand commit api.txt with the change.");
        }
    }

    /** Returns the lines that are gone and those that are new, each with the type it belongs to. */
    private static String difference(List<String> written, List<String> present) {
        List<String> before = withTypes(written);
        List<String> now = withTypes(present);
        return Stream.concat(
                        before.stream().filter(line -> !now.contains(line)).map(line -> "- " + line + "\n"),
                        now.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line + "\n"))
                .collect(joining());
    }

    private static List<String> withTypes(List<String> listing) {
        List<String> lines = new ArrayList<>();
        String type = "";
        for (String line : listing) {
            if (line.startsWith(" ")) {
                lines.add(type + ":" + line);
            } else if (!line.isEmpty()) {
                type = line.replaceFirst(".*?\\b(org\\.multiprocessing\\.[\\w.$]+).*", "$1");
                lines.add(line);
            }
        }
        return lines;
    }
}
