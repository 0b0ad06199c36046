package org.multiprocessing.examples.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java on a page.
 *
 * @param page where it stands
 * @param forAll the members that all blocks of the page may use, from a comment on the page
 * @param given what stands in a comment before this block, for this block alone
 * @param code the block itself
 * @param prints what it prints, if it is to be run
 */
record Snippet(Path page, Part forAll, Part given, Part code, List<String> prints) {
    private static final Pattern PROGRAM = Pattern.compile("(?m)^ *(?:public )?(?:static )?void main\\(");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");

    /** Lines of a page, of which the first one has a number. */
    record Part(int line, List<String> lines) {
        static final Part NONE = new Part(0, List.of());
    }

    String text() {
        return String.join("\n", code.lines()) + "\n";
    }

    /** Returns whether it is a whole program. */
    boolean isProgram() {
        return PROGRAM.matcher(text()).find();
    }

    /** Returns whether it is a program without a class around it. */
    boolean isCompactProgram() {
        return isProgram() && !TYPE.matcher(text()).find();
    }

    /** Returns the name of the class that it becomes: on all pages, what has none is in {@code Main}. */
    String className() {
        Matcher type = TYPE.matcher(text());
        return isProgram() && type.find() ? type.group(1) : "Main";
    }

    String fullName() {
        return packageName() + "." + className();
    }

    /** Returns a package of its own. */
    String packageName() {
        String name = page.getFileName().toString().replace(".md", "").replaceAll("\\W", "_");
        return "pages." + name.toLowerCase(Locale.ROOT) + ".line" + code.line();
    }

    @Override
    public String toString() {
        return Page.PROJECT.relativize(page) + ":" + code.line();
    }
}
