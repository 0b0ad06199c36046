package org.multiprocessing.examples.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of a table of {@code docs/python-map.md}.
 *
 * @param heading of the part of the page
 * @param head the first row of the table, which says what the columns are
 * @param line where it is
 * @param cells without the spaces around them
 */
record MapRow(String heading, List<String> head, int line, List<String> cells) {
    private static final Pattern BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Returns the rows of all tables, without what stands above their lines. */
    static List<MapRow> of(Page page) {
        List<MapRow> rows = new ArrayList<>();
        String heading = "";
        List<String> head = List.of();
        for (int i = 0; i < page.lines().size(); i++) {
            String line = page.lines().get(i);
            if (line.startsWith("## ")) {
                heading = line.substring("## ".length());
            }
            if (line.startsWith("| ---")) {
                head = cells(page.lines().get(i - 1));
            } else if (!line.startsWith("|")) {
                head = List.of();
            } else if (!head.isEmpty()) {
                rows.add(new MapRow(heading, head, i + 1, cells(line)));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : BORDER.split(line.substring(1, line.lastIndexOf('|')), -1)) {
            cells.add(cell.strip().replace("\\|", "|"));
        }
        return cells;
    }

    /** Returns what is said in Python, here and above all rows. */
    List<String> python() {
        List<String> code = new ArrayList<>(code(cells.getFirst()));
        code.addAll(code(head.getFirst()));
        return code;
    }

    /** Returns what is said in Java. */
    List<String> java() {
        return code(cells.get(head.indexOf("Java")));
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
