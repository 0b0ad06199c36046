package org.multiprocessing.benchmarks.measure;

/**
 * What became of a goal.
 *
 * @param wanted the goal in words
 * @param seen what was measured, in the same terms
 * @param outcome whether it was reached
 * @param aim whether reaching it is an aim, and not demanded
 */
public record Verdict(String wanted, String seen, Outcome outcome, boolean aim) {
    /** Whether a goal was reached. */
    public enum Outcome {
        MET,
        NOT_MET,
        NO_FIGURE
    }

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
