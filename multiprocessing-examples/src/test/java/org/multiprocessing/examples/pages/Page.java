package org.multiprocessing.examples.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page of the documentation: its lines, and the Java in it. */
record Page(Path file, List<String> lines, List<Snippet> snippets) {
    private static final String FOR_ALL = "<!-- snippets:";
    private static final String FOR_ONE = "<!-- snippet:";
    private static final String PRINTS = "<!-- prints:";

    /** The folder of the project, from which the names of pages are relative. */
    static final Path PROJECT = project();

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("docs/python-map.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has docs");
        }
        return folder;
    }

    /** Reads all pages. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            for (Path file : Stream.concat(root, docs).sorted().toList()) {
                if (file.toString().endsWith(".md")) {
                    pages.add(read(file));
                }
            }
        }
        return pages;
    }

    /** Reads those whose Java is a promise: what users read. */
    static List<Page> ofUsers() throws IOException {
        return all().stream().filter(Page::isOfUsers).toList();
    }

    private boolean isOfUsers() {
        return name().equals("README.md") || name().equals("docs/python-map.md") || name().startsWith("docs/guide/");
    }

    static Page read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Snippet> snippets = new ArrayList<>();
        Snippet.Part forAll = Snippet.Part.NONE;
        Snippet.Part forOne = Snippet.Part.NONE;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FOR_ALL)) {
                forAll = comment(lines, i, FOR_ALL);
            } else if (line.startsWith(FOR_ONE)) {
                forOne = comment(lines, i, FOR_ONE);
            } else if (line.equals("```java")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                Snippet.Part code = new Snippet.Part(i + 2, lines.subList(i + 1, end));
                snippets.add(new Snippet(file, forAll, forOne, code, prints(lines, end + 1)));
                forOne = Snippet.Part.NONE;
                i = end;
            }
        }
        return new Page(file, lines, snippets);
    }

    /** Returns the lines between the one where a comment begins and the one that ends it. */
    private static Snippet.Part comment(List<String> lines, int start, String opening) {
        String first = lines.get(start);
        if (first.endsWith("-->")) { // the whole comment on one line, which begins where the page's line does
            String text = first.substring(opening.length(), first.length() - "-->".length());
            return new Snippet.Part(start + 1, List.of(text.strip()));
        }
        int end = start + 1 + lines.subList(start + 1, lines.size()).indexOf("-->");
        return new Snippet.Part(start + 2, lines.subList(start + 1, end));
    }

    private static List<String> prints(List<String> lines, int from) {
        int start = from;
        while (start < lines.size() && lines.get(start).isBlank()) {
            start++;
        }
        return start < lines.size() && lines.get(start).startsWith(PRINTS)
                ? comment(lines, start, PRINTS).lines()
                : List.of();
    }

    /** Returns how the project calls it. */
    String name() {
        return PROJECT.relativize(file).toString().replace('\\', '/');
    }
}
