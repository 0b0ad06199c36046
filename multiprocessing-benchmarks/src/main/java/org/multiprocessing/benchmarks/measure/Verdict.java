package org.multiprocessing.benchmarks.measure;

/**
 * What became of a goal.
 *
 * @param wanted the goal in words
 * @param seen what was measured, in the same terms
 * @param outcome whether it was reached
 * @param aim whether reaching it is an aim, and not demanded
 * @param comparison the goal in numbers
 */
public record Verdict(String wanted, String seen, Outcome outcome, boolean aim, Comparison comparison) {
    /** Whether a goal was reached. */
    public enum Outcome {
        MET,
        NOT_MET,
        NO_FIGURE
    }

    /** What is compared with what. */
    public enum Kind {
        /** How many times better one is than the other: more is better. */
        TIMES_BETTER,
        /** How many times the other's cost one has: less is better. */
        TIMES_THE_COST,
        /** The figure itself: less is better. */
        FIGURE
    }

    /**
     * A goal in numbers.
     *
     * @param kind what the numbers are
     * @param subject the group that is judged
     * @param reference the group it is compared with; empty if it is compared with a number
     * @param wanted the number that is asked for
     * @param seen the number that was measured; 0 if there is none
     */
    public record Comparison(Kind kind, String subject, String reference, double wanted, double seen) {}

    /** Returns such as {@code aim met}. */
    public String words() {
        String reached = switch (outcome) {
            case MET -> "met";
            case NOT_MET -> "not met";
            case NO_FIGURE -> "no figure";
        };
        return aim ? "aim " + reached : reached;
    }
}
