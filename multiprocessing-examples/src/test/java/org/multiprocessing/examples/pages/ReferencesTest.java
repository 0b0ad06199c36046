package org.multiprocessing.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages refer to is there: pages and their parts, examples, tests, the pictures of layouts. */
class ReferencesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern EXAMPLES = Pattern.compile("\\./mp example ((?:\\s*`?[A-Z]\\w+`?,?)+)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))(?:\\.(\\w+))?`");
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w+");
    private static final Pattern LAYOUT = Pattern.compile("(?m)^`(\\w+Layout)`.*\\n\\n```\\n([\\s\\S]*?)```");
    private static final Pattern PICTURE = Pattern.compile("<pre>\\n([\\s\\S]*?) \\*\\s*</pre>");

    private final List<Page> pages = Page.all();

    ReferencesTest() throws IOException {}

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : pages) {
            for (MatchResult link : found(LINK, page)) {
                String file = link.group(1);
                Path target = file.isEmpty() ? page.file() : page.file().resolveSibling(file);
                boolean there = Files.exists(target);
                if (!there || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    broken.add(page.name() + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** As they are made of headings: what is neither letter, digit, space nor hyphen goes, spaces become hyphens. */
    private static Set<String> anchors(Path target) throws IOException {
        return Files.readAllLines(target).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void examplesExist() {
        List<String> missing = new ArrayList<>();
        for (Page page : pages) {
            for (MatchResult example : found(EXAMPLES, page)) {
                Matcher name = TYPE.matcher(example.group(1));
                while (name.find()) {
                    String source = "multiprocessing-examples/src/main/java/org/multiprocessing/examples/";
                    if (!Files.exists(Page.PROJECT.resolve(source + name.group() + ".java"))
                            && !name.group().equals("NAME")) {
                        missing.add(page.name() + ": " + name.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void testsExist() throws IOException {
        TreeMap<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Page.PROJECT)) {
            for (Path file : files.filter(file -> file.toString().matches(".*/src/test/.*(Test|Contract)\\.java"))
                    .toList()) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        Set<String> missing = new HashSet<>();
        for (Page page : pages) {
            if (page.name().equals("docs/test-inventory.md")) { // has names of CPython's tests, too
                continue;
            }
            for (MatchResult test : found(TEST, page)) {
                String source = tests.get(test.group(1));
                if (source == null || (test.group(2) != null && !source.contains(" " + test.group(2) + "("))) {
                    missing.add(page.name() + ": " + test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The pictures in {@code layouts.md} are those of the code. */
    @Test
    void layoutsLookAsInTheCode() throws IOException {
        String page = Files.readString(Page.PROJECT.resolve("docs/design/layouts.md"));
        List<MatchResult> layouts = LAYOUT.matcher(page).results().toList();
        assertThat(layouts).hasSizeGreaterThan(5);
        for (MatchResult layout : layouts) {
            String code = Files.readString(Page.PROJECT.resolve(
                    "multiprocessing/src/main/java/org/multiprocessing/internal/layout/" + layout.group(1) + ".java"));
            List<String> pictures = PICTURE.matcher(code)
                    .results()
                    .map(picture ->
                            picture.group(1).replaceAll("(?m)^ \\* ?", "").replace("&gt;", ">"))
                    .toList();
            assertThat(pictures).as(layout.group(1)).contains(layout.group(2));
        }
    }

    private static List<MatchResult> found(Pattern pattern, Page page) {
        return pattern.matcher(String.join("\n", page.lines())).results().toList();
    }
}
