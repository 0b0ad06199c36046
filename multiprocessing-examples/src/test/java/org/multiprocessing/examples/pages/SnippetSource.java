package org.multiprocessing.examples.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a source file of a snippet. A whole program is taken as it is. Of anything else, types and methods become members of a class, and
 * statements the body of a method of it. {@code { ... }} and a line {@code ...} stand for what a page leaves out.
 */
final class SnippetSource {
    private static final Pattern MEMBER = Pattern.compile(
            "(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:(?:public|private|static)\\s"
                    + "|(?:(?:final|abstract|sealed|non-sealed)\\s+)*(?:class|interface|record|enum|@interface)\\s+\\w)");
    private static final Pattern RETURN = Pattern.compile("return .+;");

    private final StringBuilder text = new StringBuilder();

    /** For each line of the source the line of the page that it comes from, or 0. */
    private final List<Integer> origins = new ArrayList<>();

    private final List<Snippet.Part> imports = new ArrayList<>();
    private final List<Snippet.Part> members = new ArrayList<>();
    private final List<Snippet.Part> statements = new ArrayList<>();

    private SnippetSource() {}

    /** @param imports what a page need not say */
    static SnippetSource of(Snippet snippet, String imports) {
        SnippetSource source = new SnippetSource();
        if (snippet.isProgram()) {
            source.add(0, "package " + snippet.packageName() + ";");
            source.addAll(snippet.code());
            return source;
        }
        source.divide(snippet.forAll(), true);
        source.divide(snippet.given(), true);
        source.divide(snippet.code(), false);
        source.write(snippet, imports);
        return source;
    }

    String text() {
        return text.toString();
    }

    /** Returns the line of the page from which a line of this source comes. */
    int origin(long line) {
        return line < 1 || line > origins.size() ? 0 : origins.get((int) line - 1);
    }

    private void write(Snippet snippet, String usualImports) {
        add(0, "package " + snippet.packageName() + ";");
        usualImports.lines().forEach(line -> add(0, line));
        imports.forEach(this::addAll);
        add(0, "public final class " + snippet.className() + " {");
        members.forEach(this::addAll);
        boolean returns =
                statements.stream().flatMap(part -> part.lines().stream()).anyMatch(RETURN.asMatchPredicate());
        add(0, "public static " + (returns ? "Object" : "void") + " run() throws Exception {");
        statements.forEach(this::addAll);
        add(0, "}");
        add(0, "}");
    }

    private void add(int origin, String line) {
        text.append(line).append('\n');
        origins.add(origin);
    }

    private void addAll(Snippet.Part part) {
        int number = part.line();
        for (String line : part.lines()) {
            add(number, withoutEllipsis(line));
            number++;
        }
    }

    private static String withoutEllipsis(String line) {
        return line.strip().equals("...") ? "" : line.replace("{ ... }", "{ }");
    }

    /** Divides at empty lines that are not inside of braces; in comments of a page, each line that is whole stands alone. */
    private void divide(Snippet.Part part, boolean lineByLine) {
        int depth = 0;
        int start = 0;
        List<String> lines = part.lines();
        for (int i = 0; i <= lines.size(); i++) {
            boolean whole = i == lines.size() || (depth == 0 && (lines.get(i).isBlank() || (lineByLine && i > start)));
            if (whole && i > start) {
                sort(new Snippet.Part(part.line() + start, lines.subList(start, i)));
                start = i;
            }
            if (i < lines.size()) {
                depth += depthOf(lines.get(i));
            }
        }
    }

    private void sort(Snippet.Part part) {
        String code = String.join("\n", part.lines())
                .replaceAll("(?m)^\\s*(//.*)?$\\n?", "")
                .strip();
        boolean member = MEMBER.matcher(code).lookingAt();
        (code.startsWith("import ") ? imports : member ? members : statements).add(part);
    }

    private static int depthOf(String line) {
        String code = line.replaceAll("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+'|//.*", "");
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            depth += "({".indexOf(code.charAt(i)) >= 0 ? 1 : ")}".indexOf(code.charAt(i)) >= 0 ? -1 : 0;
        }
        return depth;
    }
}
