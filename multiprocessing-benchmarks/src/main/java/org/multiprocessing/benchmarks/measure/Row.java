package org.multiprocessing.benchmarks.measure;

import java.util.List;

/** One line of the figures to reach: some work, those who do it, and what is asked of ours. */
public interface Row {
    /** Returns the short name by which it is chosen, such as {@code P12}. */
    String id();

    /** Returns what is done. */
    String title();

    /** Returns the same in a few words, for charts. */
    String label();

    /** Returns what the figures are in. */
    Unit unit();

    /** Returns the target in words. */
    String target();

    /** Returns who does the work, ours first. */
    List<Contender> contenders();

    /** Returns what the sizes of its contenders count, if they differ in size; else nothing. */
    default String sizes() {
        return "";
    }

    /** Returns what is asked of ours. */
    List<Goal> goals();
}
