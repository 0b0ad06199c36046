package org.multiprocessing.examples.pages;

/** Runs snippets that are no programs, one after the other, each behind a line with its name. */
final class SnippetRun {
    static final String HEADING = "== ";

    private SnippetRun() {}

    public static void main(String... names) throws Exception {
        for (String name : names) {
            System.out.println(HEADING + name);
            Class.forName(name).getMethod("run").invoke(null);
        }
    }
}
