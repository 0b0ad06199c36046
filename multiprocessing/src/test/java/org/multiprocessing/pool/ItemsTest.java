package org.multiprocessing.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A row of items and what became of each. */
class ItemsTest {
    private final Items items = new Items(null, 0, new Object[3][], null, (_, _, _) -> {});

    /** Its end is told by another thread than the one that takes its outcome, and maybe later. */
    @Test
    void failureThatWasTakenStillCounts() {
        items.end(0, new Outcome.Cancelled<>());
        items.end(1, Items.scalar(7));
        assertThat(items.takeOutcome(0)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(items.takeOutcome(1)).isEqualTo(Outcomes.success(7));
        assertThat(items.failures(0, 2)).isEqualTo(1);
    }
}
